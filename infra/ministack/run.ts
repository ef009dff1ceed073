import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lambdas } from "../../functions/manifest.ts";
import { bundle } from "../bundle.ts";
import { complaints, deadLetters } from "./aftermath.ts";
import { command } from "./command.ts";
import { type Deployed, deploy } from "./deploy.ts";
import { buildDoor } from "./door.ts";
import { type EarlierRelease, takeEarlierRelease } from "./earlier-release.ts";
import { installMiniStack } from "./install.ts";
import { compare, type Granted } from "./roles.ts";
import { type MiniStack, startMiniStack } from "./server.ts";

// Deploys every stack into an emulated AWS, runs the e2e suite against it, over HTTP, and compares what each function
// called in AWS with what its role allows. One of the stages begins as the release before this one, and a company works
// with that one until this one is deployed over it.
//
//   npm run test:deployed [-- <vitest arguments>]

const root = join(import.meta.dirname, "../..");
const REPORTS = join(root, "dist/reports");
/** Neither passed nor failed. */
const SKIPPED = 77;
/** Test files that run at the same time, each in a stage of its own: enough to keep two cores at work. The first is upgraded. */
const STAGES = ["trial-1", "trial-2", "trial-3"];

async function main(vitestArguments: readonly string[]): Promise<number> {
  const python = await installMiniStack().catch((error: Error) => error);
  if (python instanceof Error) {
    process.stderr.write(`${python.message}\n`);
    process.stderr.write(
      "Skipped: the emulator comes from PyPI by python3 and pip, which is out of reach here.\n",
    );
    return SKIPPED;
  }
  const started = performance.now();
  const [earlier, cloud] = await Promise.all([
    isAboutUpgrades(vitestArguments) ? takeEarlierRelease() : undefined,
    startMiniStack(python),
    bundle(lambdas),
  ]);
  if (earlier === undefined && isAboutUpgrades(vitestArguments))
    process.stderr.write(
      "Upgrades are not tried: history does not reach back to the release before this one\n",
    );
  const doors = await Promise.all(STAGES.map(buildDoor));
  const stop = async () => {
    await Promise.all(doors.map((door) => door.close()));
    await cloud.stop();
    await earlier?.remove();
    await rm(EARLIER_COMPANY, { force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    const { stages, granted } = await deploy(
      cloud.environment,
      doors.map(({ url }, index) => {
        const stage = STAGES[index] ?? "";
        const trial = { stage, publicUrl: url, mailFrom: `${stage}@example.com` };
        if (earlier === undefined || index > 0) return trial;
        const then = async (standing: Deployed) => {
          doors[index]?.open(standing.apiUrl);
          await foundCompany(earlier, standing, cloud);
          process.stderr.write(`Release ${earlier.version} stands, and a company works with it\n`);
        };
        return { ...trial, begins: { folder: earlier.folder, then } };
      }),
    );
    for (const [index, { apiUrl }] of stages.entries()) doors[index]?.open(apiUrl);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    process.stderr.write(`Every stack of ${STAGES.length} stages stands after ${seconds} s\n`);
    const code = await vitest(vitestArguments, { cloud, stages, python });
    return await conclude(code, cloud, python, vitestArguments.some(isFilter) ? undefined : granted);
  } finally {
    await stop();
  }
}

const EARLIER_COMPANY = join(tmpdir(), `guanxi-earlier-company-${process.pid}.json`);

/** Lets a company begin to work with an earlier release, and forgets what that one's functions called meanwhile. */
async function foundCompany(
  { folder }: EarlierRelease,
  stage: Deployed,
  { environment, controlUrl, url }: MiniStack,
): Promise<void> {
  await command(process.execPath, [join(root, "test/deployed/earlier-company.ts")], {
    ...process.env,
    ...environment,
    DEPLOYED_STAGES: JSON.stringify([stage]),
    CONTROL_URL: controlUrl,
    MAILS_URL: `${url}/_ministack/ses/messages`,
    EARLIER_RELEASE: folder,
    EARLIER_COMPANY,
  });
  await fetch(`${controlUrl}/forget?prefix=guanxi-${stage.stage}-`, { method: "POST" });
}

interface Ground {
  readonly cloud: MiniStack;
  readonly stages: readonly Deployed[];
  readonly python: string;
}

function vitest(args: readonly string[], { cloud, stages, python }: Ground): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const which = ["--config", join(root, "test/deployed/vitest.config.ts"), `--maxWorkers=${stages.length}`];
  const child = spawn(join(root, "node_modules/.bin/vitest"), ["run", ...which, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      ...cloud.environment,
      DEPLOYED_STAGES: JSON.stringify(stages),
      CONTROL_URL: cloud.controlUrl,
      EMULATOR_PYTHON: python,
      EARLIER_COMPANY,
      MAILS_URL: `${cloud.url}/_ministack/ses/messages`,
    },
  });
  child.on("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    resolve(1);
  });
  child.on("exit", (code) => resolve(code ?? 1));
  return promise;
}

/** Whether the test of upgrades is among those that are to run. */
function isAboutUpgrades(vitestArguments: readonly string[]): boolean {
  const filters = vitestArguments.filter(isFilter);
  return filters.length === 0 || filters.some((filter) => filter.includes("upgrade"));
}

/** An argument that leaves tests out: what functions call then says nothing of what they need. */
function isFilter(argument: string): boolean {
  return !argument.startsWith("--reporter") && !argument.startsWith("--outputFile");
}

/**
 * Keeps the logs, and counts as failures what functions gave up, and roles that do not fit what functions call.
 * @param granted what roles allow; `undefined` when not all tests ran
 */
async function conclude(
  code: number,
  cloud: MiniStack,
  python: string,
  granted: Granted | undefined,
): Promise<number> {
  const lost = await deadLetters(cloud.url);
  for (const letter of lost) process.stderr.write(`Dead letter in ${letter}\n`);
  const logs = await command(python, [join(import.meta.dirname, "function-logs.py")], {
    ...process.env,
    ...cloud.environment,
  });
  await mkdir(REPORTS, { recursive: true });
  await writeFile(join(REPORTS, "functions.log"), logs);
  await writeFile(join(REPORTS, "ministack.log"), await cloud.log());
  const misfits = granted === undefined ? 0 : await judgeRoles(cloud, granted);
  if (code === 0 && lost.length === 0 && misfits === 0) return 0;
  process.stderr.write(`${complaints(logs)}\nAll logs: ${REPORTS}/functions.log, ministack.log\n`);
  return code === 0 ? 1 : code;
}

/** Prints what each function called, and gives how much of it does not fit its role. */
async function judgeRoles(cloud: MiniStack, granted: Granted): Promise<number> {
  const calls: unknown = await (await fetch(`${cloud.controlUrl}/calls`)).json();
  await writeFile(join(REPORTS, "calls.json"), JSON.stringify(calls));
  const { missing, unused, outdated, table } = compare(granted, calls);
  process.stderr.write(`What each function called in AWS:\n${table.map((line) => `  ${line}\n`).join("")}`);
  for (const line of missing) process.stderr.write(`Missing: ${line}\n`);
  for (const line of unused)
    process.stderr.write(`Unused: ${line}; take it away, or say why in never-called.ts\n`);
  for (const line of outdated)
    process.stderr.write(`Nothing needed this excuse in never-called.ts this time: ${line}\n`);
  return missing.length + unused.length;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
