import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lambdas } from "../../functions/manifest.ts";
import { bundle } from "../bundle.ts";
import { complaints, deadLetters } from "./aftermath.ts";
import { command } from "./command.ts";
import { deploy } from "./deploy.ts";
import { buildDoor } from "./door.ts";
import { installMiniStack } from "./install.ts";
import { startMiniStack } from "./server.ts";

// Deploys every stack into an emulated AWS and runs the e2e suite against it, over HTTP.
//
//   npm run test:deployed [-- <vitest arguments>]

const root = join(import.meta.dirname, "../..");
const REPORTS = join(root, "dist/reports");
/** Neither passed nor failed. */
const SKIPPED = 77;

async function main(vitestArguments: readonly string[]): Promise<number> {
  const started = performance.now();
  const python = await installMiniStack().catch((error: Error) => error);
  if (python instanceof Error) {
    process.stderr.write(`${python.message}\n`);
    process.stderr.write(
      "Skipped: the emulator comes from PyPI by python3 and pip, which is out of reach here.\n",
    );
    return SKIPPED;
  }
  await bundle(lambdas);
  const [cloud, door] = await Promise.all([startMiniStack(python), buildDoor()]);
  const stop = async () => {
    await door.close();
    await cloud.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    const { apiUrl, userPoolId, clientId, tableName, scheduleGroup } = await deploy(
      cloud.environment,
      door.url,
    );
    door.open(apiUrl);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    process.stderr.write(`Every stack stands after ${seconds} s; the API is ${door.url}\n`);
    const code = await vitest(vitestArguments, {
      ...cloud.environment,
      DEPLOYED_URL: door.url,
      USER_POOL_ID: userPoolId,
      CLIENT_ID: clientId,
      TABLE_NAME: tableName,
      SCHEDULE_GROUP: scheduleGroup,
      MAILS_URL: `${cloud.url}/_ministack/ses/messages`,
    });
    const lost = await deadLetters(cloud.url);
    for (const letter of lost) process.stderr.write(`Dead letter in ${letter}\n`);
    const logs = await command(python, [join(import.meta.dirname, "function-logs.py")], {
      ...process.env,
      ...cloud.environment,
    });
    await mkdir(REPORTS, { recursive: true });
    await writeFile(join(REPORTS, "functions.log"), logs);
    await writeFile(join(REPORTS, "ministack.log"), await cloud.log());
    if (code !== 0 || lost.length > 0) {
      process.stderr.write(`${complaints(logs)}\nAll logs: ${REPORTS}/functions.log, ministack.log\n`);
    }
    return code === 0 && lost.length > 0 ? 1 : code;
  } finally {
    await stop();
  }
}

function vitest(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const projects = ["--project", "e2e", "--project", "deployed"];
  const child = spawn(
    join(root, "node_modules/.bin/vitest"),
    ["run", ...projects, "--no-file-parallelism", ...args],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    },
  );
  child.on("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    resolve(1);
  });
  child.on("exit", (code) => resolve(code ?? 1));
  return promise;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
