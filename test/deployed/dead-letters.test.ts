import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { command } from "../../infra/ministack/command.ts";
import { type MiniStack, startMiniStack } from "../../infra/ministack/server.ts";

const python = process.env.EMULATOR_PYTHON ?? "python3";
const cli = join(import.meta.dirname, "../../infra/dead-letters/cli.ts");
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:guanxi-dev-${name}`;

/** Makes a function by the emulator's own Python: no package of Node's here makes archives and roles. */
const MAKE = `
import botocore.session, io, json, os, zipfile
client = lambda name: botocore.session.get_session().create_client(name, endpoint_url=os.environ["AWS_ENDPOINT_URL"])
trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
role = client("iam").create_role(RoleName="due", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as files:
    files.writestr("index.mjs", "export const handler = async ({ works }) => { if (!works) throw new TypeError('no'); };")
client("lambda").create_function(
    FunctionName="guanxi-dev-follow-up-due", Runtime="nodejs24.x", Handler="index.handler", Role=role,
    Code={"ZipFile": archive.getvalue()},
)`;

/** An emulated account of its own, with the queues of a stage and one function that can do some things and not others. */
let cloud: MiniStack;
const queues = new Map<string, string>();

beforeAll(async () => {
  cloud = await startMiniStack(python, { asItComes: true });
  Object.assign(process.env, cloud.environment);
  const owners = lambdas.filter(({ trigger }) => trigger.kind !== "http").map(({ name }) => name);
  const sqs = new SQSClient();
  for (const owner of [...owners, "one-time-schedules"]) {
    const QueueName = `guanxi-dev-${owner}-dead-letters`;
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName }));
    queues.set(owner, QueueUrl);
  }
  await command(python, ["-c", MAKE]);
}, 120_000);
afterAll(() => cloud?.stop());

/** What the command says, and how it ends. */
async function letters(...options: string[]): Promise<{ said: string[]; code: number }> {
  const run = promisify(execFile)(process.execPath, [cli, ...options], { env: process.env });
  const { stdout, code = 0 } = (await run.catch((error: { stdout: string; code: number }) => error)) as {
    stdout: string;
    code?: number;
  };
  return { said: stdout.trim().split("\n"), code };
}

async function givenUp(owner: string, payload: object): Promise<void> {
  const letter = {
    version: "1.0",
    requestContext: { functionArn: arn("follow-up-due"), condition: "RetriesExhausted" },
    requestPayload: payload,
    responsePayload: { errorType: "TypeError", errorMessage: "王小明 cannot be reached" },
  };
  const MessageBody = JSON.stringify(letter);
  await new SQSClient().send(new SendMessageCommand({ QueueUrl: queues.get(owner), MessageBody }));
}

it("shows what was given up, gives it to its function once more, and keeps what fails again", async () => {
  expect(await letters()).toEqual({ said: ["No dead letters."], code: 0 });
  await givenUp("follow-up-due", { works: true });
  await givenUp("follow-up-due", { works: false });
  await new SQSClient().send(
    new SendMessageCommand({
      QueueUrl: queues.get("one-time-schedules"),
      MessageBody: JSON.stringify({ works: true }),
      MessageAttributes: {
        TARGET_ARN: { DataType: "String", StringValue: arn("follow-up-due") },
        ERROR_CODE: { DataType: "String", StringValue: "AWS.Scheduler.InternalServerError" },
      },
    }),
  );
  const shown = await letters();
  expect(shown.code).toBe(0);
  expect(shown.said.map((line) => line.replace(/^\S+ +/, "")).toSorted()).toEqual([
    "follow-up-due  TypeError",
    "follow-up-due  TypeError",
    "one-time-schedules  AWS.Scheduler.InternalServerError",
  ]);
  expect(shown.said.join()).not.toContain("王小明");

  const redriven = await letters("--redrive");
  expect([redriven.said.at(-1), redriven.code]).toEqual(["2 of 3 done.", 1]);
  expect((await letters("--function", "one-time-schedules")).said).toEqual(["No dead letters."]);
  expect((await letters("--function", "follow-up-due")).said).toEqual([
    expect.stringMatching(/ {2}TypeError$/),
  ]);
}, 400_000);

it("says so when there is no such stage, or no such function", async () => {
  expect((await letters("--stage", "nowhere")).code).toBe(2);
  expect((await letters("--function", "api-customers")).code).toBe(2);
});
