import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import * as z from "zod";
import { adapt, adaptBootstrap } from "./adapt.ts";
import { command } from "./command.ts";
import { type Granted, grantedIn } from "./roles.ts";

const root = join(import.meta.dirname, "../..");

const stackOutputs = z.record(z.string(), z.record(z.string(), z.string()));

/** A stage to deploy. */
export interface Trial {
  readonly stage: string;
  /** Where callers will reach it. */
  readonly publicUrl: string;
  /** Tells the stages' mails apart. */
  readonly mailFrom: string;
  /** What it begins as, before this release is deployed over it; as this release unless told. */
  readonly begins?: Beginning | undefined;
}

/** An earlier release, and what happens while it stands. */
interface Beginning {
  /** The release as it was, bundled. */
  readonly folder: string;
  readonly then: (stage: Deployed) => Promise<void>;
}

/** A stage as it stands. */
export interface Deployed extends Omit<Trial, "begins"> {
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
}

/** Stages as they stand, and what the roles of their functions allow by the stacks as they were synthesized. */
export interface Deployment {
  readonly stages: readonly Deployed[];
  readonly granted: Granted;
}

/**
 * Deploys every stack of some stages as `npm run deploy` does: synthesized, bootstrapped, by CloudFormation.
 * @throws Error with the end of what the CDK said
 */
export async function deploy(environment: Environment, trials: readonly Trial[]): Promise<Deployment> {
  return await withCdk(environment, async (cdk, folder) => {
    const plans = await Promise.all(trials.map((trial) => plan(cdk, folder, trial)));
    const granted = await Promise.all(plans.map(({ assembly }) => grantedIn(assembly)));
    await Promise.all(
      plans.flatMap(({ assembly, before }) => [assembly, ...(before ? [before.assembly] : [])]).map(adapt),
    );
    const [first] = plans;
    if (first !== undefined) {
      const template = join(folder, "bootstrap.yaml");
      await writeFile(template, adaptBootstrap(await cdk(["bootstrap", "--show-template"])));
      const account = "aws://000000000000/us-east-1";
      await cdk(["bootstrap", account, "--template", template, "--app", first.assembly]);
    }
    const stages = await Promise.all(
      plans.map(async ({ trial, assembly, before }) => {
        if (before !== undefined) await before.then(await stand(cdk, trial, before.assembly));
        return await stand(cdk, trial, assembly);
      }),
    );
    return { stages, granted: new Map(granted.flatMap((roles) => [...roles])) };
  });
}

/** Synthesizes a stage, and what it begins as. */
async function plan(cdk: Cdk, folder: string, { begins, ...trial }: Trial) {
  const assembly = join(folder, trial.stage);
  const before = begins && { ...begins, assembly: `${assembly}-before` };
  await Promise.all([
    synthesize(cdk, assembly, trial),
    before && synthesize(cdk, before.assembly, trial, before.folder),
  ]);
  return { trial, assembly, before };
}

async function stand(cdk: Cdk, trial: Trial, assembly: string): Promise<Deployed> {
  const outputs = `${assembly}.json`;
  const options = ["--app", assembly, "--outputs-file", outputs];
  await cdk(["deploy", "--all", "--require-approval", "never", "--concurrency", "4", ...options]);
  return read(trial, stackOutputs.parse(JSON.parse(await readFile(outputs, "utf8"))));
}

/** What CloudFormation answers to a stack that is deployed as it stands, by the CDK's mouth. */
const UNCHANGED = /CloudFormation reported that the deployment would not make any changes/g;

/**
 * Deploys every stack of a stage that stands once more, asking CloudFormation for a change set of each.
 * @param alter changes the templates, of which change sets are then made and not carried out
 * @returns how many stacks there are, and of how many CloudFormation says that nothing changes
 */
export async function deployAgain(
  environment: Environment,
  trial: Trial,
  alter?: (template: string) => string,
): Promise<{ stacks: number; unchanged: number }> {
  return await withCdk(environment, async (cdk, folder) => {
    const assembly = await synthesize(cdk, join(folder, trial.stage), trial);
    await adapt(assembly);
    const templates = (await readdir(assembly)).filter((file) => file.endsWith(".template.json"));
    for (const path of alter === undefined ? [] : templates.map((file) => join(assembly, file))) {
      await writeFile(path, alter?.(await readFile(path, "utf8")) ?? "");
    }
    const said = await cdk([
      ...["deploy", "--all", "--app", assembly, "--require-approval", "never", "--concurrency", "4"],
      // Without force the CDK compares templates by itself; with ci it tells stdout what it otherwise tells stderr.
      ...["--force", "--ci", "--method", alter === undefined ? "change-set" : "prepare-change-set"],
    ]);
    return { stacks: templates.length, unchanged: said.match(UNCHANGED)?.length ?? 0 };
  });
}

type Environment = Readonly<Record<string, string>>;

/** @param release the folder of the release that is meant; this one's unless told */
type Cdk = (args: readonly string[], release?: string) => Promise<string>;

/** Runs something with the CDK and a folder, in an environment that knows no account but the emulated one. */
async function withCdk<T>(
  environment: Environment,
  run: (cdk: Cdk, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "guanxi-deploy-"));
  const surroundings = {
    // The CDK starts `node`, which must be the product's.
    PATH: [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    CDK_DISABLE_VERSION_CHECK: "1",
    CDK_DISABLE_CLI_TELEMETRY: "true",
    ...environment,
  };
  const cdk: Cdk = (args, release = root) =>
    command(join(root, "node_modules/.bin/cdk"), args, surroundings, release);
  try {
    return await run(cdk, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function synthesize(cdk: Cdk, assembly: string, trial: Trial, release?: string): Promise<string> {
  const { stage, publicUrl, mailFrom } = trial;
  const context = Object.entries({ stage, publicUrl, mailFrom }).flatMap(([key, value]) => [
    "-c",
    `${key}=${value}`,
  ]);
  await cdk(["synth", "--quiet", "--output", assembly, ...context], release);
  return assembly;
}

function read(trial: Omit<Trial, "begins">, outputs: z.infer<typeof stackOutputs>): Deployed {
  const output = (stack: string, name: string): string => {
    const value = outputs[`guanxi-${trial.stage}-${stack}`]?.[name];
    if (value === undefined) throw new Error(`the ${stack} stack has no output ${name}`);
    return value;
  };
  return {
    ...trial,
    apiUrl: output("api", "ApiAddress"),
    userPoolId: output("identity", "UserPoolId"),
    clientId: output("identity", "ClientId"),
    tableName: output("data", "TableName"),
    scheduleGroup: output("schedules", "OneTimeGroup"),
  };
}
