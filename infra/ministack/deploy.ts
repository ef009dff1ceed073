import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { adapt, adaptBootstrap } from "./adapt.ts";
import { command } from "./command.ts";

const root = join(import.meta.dirname, "../..");
const STAGE = "trial";

const stackOutputs = z.record(z.string(), z.record(z.string(), z.string()));

/** What the deployed product is reached by. */
export interface Deployed {
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
}

/**
 * Deploys every stack as `npm run deploy` does: synthesized, bootstrapped, by CloudFormation.
 * @throws Error with the end of what the CDK said
 */
export async function deploy(
  environment: Readonly<Record<string, string>>,
  publicUrl: string,
): Promise<Deployed> {
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
  try {
    const assembly = join(folder, "cdk.out");
    const outputsFile = join(folder, "outputs.json");
    const context = ["-c", `stage=${STAGE}`, "-c", `publicUrl=${publicUrl}`];
    await cdk("synth", "--quiet", "--output", assembly, ...context);
    await adapt(assembly);
    const bootstrap = join(folder, "bootstrap.yaml");
    await writeFile(bootstrap, adaptBootstrap(await cdk("bootstrap", "--show-template")));
    await cdk("bootstrap", "aws://000000000000/us-east-1", "--template", bootstrap, "--app", assembly);
    await cdk(
      "deploy",
      ...["--all", "--app", assembly, "--require-approval", "never"],
      ...["--concurrency", "4", "--outputs-file", outputsFile],
    );
    return read(stackOutputs.parse(JSON.parse(await readFile(outputsFile, "utf8"))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function read(outputs: z.infer<typeof stackOutputs>): Deployed {
  const output = (stack: string, name: string): string => {
    const value = outputs[`guanxi-${STAGE}-${stack}`]?.[name];
    if (value === undefined) throw new Error(`the ${stack} stack has no output ${name}`);
    return value;
  };
  return {
    apiUrl: output("api", "ApiAddress"),
    userPoolId: output("identity", "UserPoolId"),
    clientId: output("identity", "ClientId"),
    tableName: output("data", "TableName"),
    scheduleGroup: output("schedules", "OneTimeGroup"),
  };
}
