import { VARIABLES } from "../../lib/environment.ts";

/** Where the product under test is deployed, as the command that deployed it says. */
export interface Deployment {
  readonly stage: string;
  readonly publicUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
  readonly mailFrom: string;
}

/** Whether the tests run against a deployed product and not the local cloud. */
export function isDeployed(): boolean {
  return process.env.DEPLOYED_STAGES !== undefined;
}

/**
 * The stage of this test process: files that run at the same time share none.
 * @throws Error when nothing is deployed: these tests are run by `npm run test:deployed`
 */
export function deployment(): Deployment {
  const stages = JSON.parse(process.env.DEPLOYED_STAGES ?? "[]") as Deployment[];
  const stage = stages[Number(process.env.VITEST_POOL_ID ?? 1) - 1];
  if (stage === undefined) throw new Error("no stage is deployed: run the tests by npm run test:deployed");
  // Makers write by the product's own verbs.
  process.env[VARIABLES.table] = stage.tableName;
  return stage;
}

/**
 * The environment that leads to the emulator and nowhere else.
 * @throws Error when something else is deployed to: only an emulated account may be deployed to by tests
 */
export function emulated(): Record<string, string> {
  if (!/^http:\/\/localhost:/.test(process.env.AWS_ENDPOINT_URL ?? "")) {
    throw new Error("these tests are for an emulated account");
  }
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith("AWS_") && value !== undefined ? [[name, value]] : [],
    ),
  );
}

/** Where the emulator lists the mails that its SES was given. */
export function mailsUrl(): string {
  return process.env.MAILS_URL ?? "";
}
