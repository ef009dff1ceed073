import { type LocalCloud, startLocalCloud } from "./cloud.ts";
import { LocalFailure } from "./failure.ts";
import { portsFrom } from "./ports.ts";

/** `npm start`: runs the local cloud until somebody ends it. */
export async function runLocalCloud(dataDir: string): Promise<void> {
  const began = performance.now();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  // Once: whoever is impatient presses Ctrl-C again.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => end());
  process.once("disconnect", () => end());

  // In Lambda it ends one invocation; here it must not end all.
  process.on("unhandledRejection", (reason) => {
    process.stderr.write(`a function left a promise behind that failed: ${describe(reason)}\n`);
  });

  let cloud: LocalCloud | undefined;
  try {
    cloud = await Promise.race([
      startLocalCloud({ dataDir, ports: portsFrom(process.env) }),
      ended.then(() => undefined),
    ]);
    if (cloud !== undefined) {
      process.stdout.write(welcome(cloud, performance.now() - began));
      const failure = await Promise.race([cloud.died, ended.then(() => undefined)]);
      if (failure !== undefined) throw failure;
    }
  } catch (error) {
    process.stderr.write(`${error instanceof LocalFailure ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
  await cloud?.stop();
  // Whatever a library left open, or a start that was broken off.
  process.exit();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function welcome({ url, mailboxUrl }: LocalCloud, milliseconds: number): string {
  return `
  API        ${url}
  Docs       ${url}/docs
  Mailbox    ${mailboxUrl}

  Ready in ${(milliseconds / 1_000).toFixed(1)} s. Ctrl-C ends it and keeps the data; \`npm run reset\` empties it.
`;
}
