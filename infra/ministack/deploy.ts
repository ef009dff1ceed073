import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { adapt, adaptBootstrap } from "./adapt.ts";
import { command } from "./command.ts";

const root = join(import.meta.dirname, "../..");

const stackOutputs = z.record(z.string(), z.record(z.string(), z.string()));

/** A stage to deploy. */
export interface Trial {
  readonly stage: string;
  /** Where callers will reach it. */
  readonly publicUrl: string;
  /** Tells the stages' mails apart. */
  readonly mailFrom: string;
}

/** A stage as it stands. */
export interface Deployed extends Trial {
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
}

/**
 * Deploys every stack of some stages as `npm run deploy` does: synthesized, bootstrapped, by CloudFormation.
 * @throws Error with the end of what the CDK said
 */
export async function deploy(
  environment: Readonly<Record<string, string>>,
  trials: readonly Trial[],
): Promise<Deployed[]> {
  const folder = await mkdtemp(join(tmpdir(), "guanxi-deploy-"));
  const cdk = (...args: string[]) =>
    command(join(root, "node_modules/.bin/cdk"), args, {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      CDK_DISABLE_VERSION_CHECK: "1",
      CDK_DISABLE_CLI_TELEMETRY: "true",
      ...environment,
    });
  const assemblyOf = ({ stage }: Trial) => join(folder, stage);

  async function synthesize(trial: Trial): Promise<void> {
    const { stage, publicUrl, mailFrom } = trial;
    const context = Object.entries({ stage, publicUrl, mailFrom }).flatMap(([key, value]) => [
      "-c",
      `${key}=${value}`,
    ]);
    await cdk("synth", "--quiet", "--output", assemblyOf(trial), ...context);
    await adapt(assemblyOf(trial));
  }

  async function bootstrap(trial: Trial): Promise<void> {
    const template = join(folder, "bootstrap.yaml");
    await writeFile(template, adaptBootstrap(await cdk("bootstrap", "--show-template")));
    const options = ["--template", template, "--app", assemblyOf(trial)];
    await cdk("bootstrap", "aws://000000000000/us-east-1", ...options);
  }

  async function stand(trial: Trial): Promise<Deployed> {
    const outputs = join(folder, `${trial.stage}.json`);
    const options = ["--app", assemblyOf(trial), "--outputs-file", outputs];
    await cdk("deploy", "--all", "--require-approval", "never", "--concurrency", "4", ...options);
    return read(trial, stackOutputs.parse(JSON.parse(await readFile(outputs, "utf8"))));
  }

  try {
    await Promise.all(trials.map(synthesize));
    const [first] = trials;
    if (first !== undefined) await bootstrap(first);
    return await Promise.all(trials.map(stand));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function read(trial: Trial, outputs: z.infer<typeof stackOutputs>): Deployed {
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
