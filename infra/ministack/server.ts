import { spawn } from "node:child_process";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A running emulator: all of AWS that the product uses, empty at the start. */
export interface MiniStack {
  readonly url: string;
  /** What tests want and AWS has no call for; see emulator/control_door.py. */
  readonly controlUrl: string;
  /** What makes the SDK and the CDK speak to it and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its log so far, with what the functions wrote. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

const READY_WITHIN_SECONDS = 30;

/**
 * Starts the emulator on a free port.
 * @param options.asItComes whether to leave it as it comes from its makers, without a control
 * @throws Error with its log when it does not come up
 */
export async function startMiniStack(
  python: string,
  options: { asItComes?: boolean } = {},
): Promise<MiniStack> {
  const [port, controlPort] = await Promise.all([freePort(), freePort()]);
  const folder = await mkdtemp(join(tmpdir(), "guanxi-ministack-"));
  const url = `http://localhost:${port}`;
  const aws = {
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: url,
  };
  const logFile = await open(join(folder, "log"), "w");
  // Functions inherit the emulator's environment: only what is named here reaches them, and their Node is ours.
  const child = spawn(python, ["-B", join(import.meta.dirname, "emulator")], {
    cwd: folder,
    detached: true,
    stdio: ["pipe", logFile.fd, logFile.fd],
    env: {
      ...aws,
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      LANG: "C.UTF-8",
      GATEWAY_PORT: String(port),
      ...(options.asItComes === true ? {} : { CONTROL_PORT: String(controlPort) }),
      BIND_HOST: "127.0.0.1",
      STATE_DIR: join(folder, "state"),
      S3_DATA_DIR: join(folder, "s3"),
      LOG_LEVEL: "INFO",
      // Policies are enforced: a function that lacks a grant fails here, not in production.
      AUTH: "true",
      // Each request that waits for no other starts one more process; the surplus soon ends.
      LAMBDA_WARM_TTL_SECONDS: "15",
      // Listeners on fixed ports that nobody needs.
      IOT_MTLS_ENABLED: "0",
      SFTP_ENABLED: "0",
    },
  });
  const ended = Promise.withResolvers<void>();
  child.on("exit", () => ended.resolve());
  child.on("error", () => ended.resolve());
  const log = () => readFile(join(folder, "log"), "utf8");

  async function stop(): Promise<void> {
    signal(child.pid, "SIGTERM");
    await Promise.race([ended.promise, wait(5_000, undefined, { ref: false })]);
    // Its functions are processes of the same group.
    signal(child.pid, "SIGKILL");
    await logFile.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  try {
    await ready(url, () => child.exitCode === null && child.pid !== undefined);
  } catch (error) {
    const said = await log();
    await stop();
    throw new Error(`MiniStack did not start:\n${said}`, { cause: error });
  }
  return { url, controlUrl: `http://127.0.0.1:${controlPort}`, environment: aws, log, stop };
}

async function ready(url: string, alive: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_SECONDS * 1_000;
  while (Date.now() < deadline && alive()) {
    const answer = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error(`no answer from ${url}`);
}

function signal(group: number | undefined, name: NodeJS.Signals): void {
  if (group === undefined) return;
  try {
    process.kill(-group, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
