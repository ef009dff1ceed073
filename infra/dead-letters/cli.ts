// npm run dead-letters -- [--stage dev] [--function send-mail] [--redrive]
//
// What functions, the bus and the scheduler gave up in a deployed stage, with the AWS credentials and region of whoever
// asks: a line each. With --redrive each is given to its function once more; what succeeds is taken from its queue.
import { parseArgs } from "node:util";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { lambdas } from "../../functions/manifest.ts";
import { VARIABLES } from "../../lib/environment.ts";
import { now } from "../../lib/time/clock.ts";
import { deadLettersOf } from "../constructs/dead-letters.ts";
import { doAgain, StillDead } from "./again.ts";
import { type Letter, readLetter } from "./letter.ts";

const { values } = parseArgs({
  options: {
    stage: { type: "string", default: "dev" },
    function: { type: "string" },
    redrive: { type: "boolean", default: false },
  },
});

const ONE_TIME = "one-time-schedules";
const prefix = `guanxi-${values.stage}-`;
/** Longer than any function runs, in seconds: nobody else takes a letter meanwhile. */
const IN_HAND = 960;

const sqs = new SQSClient();

interface Received {
  readonly receipt: string;
  readonly sentAt: string;
  readonly letter: Letter | undefined;
}

/** Every letter of a queue, once. */
async function lettersIn(url: string): Promise<Received[]> {
  const found = new Map<string, Received>();
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: IN_HAND,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["SentTimestamp"],
        WaitTimeSeconds: 1,
      }),
    );
    const known = found.size;
    for (const {
      MessageId = "",
      ReceiptHandle = "",
      Body = "",
      MessageAttributes = {},
      Attributes,
    } of Messages) {
      const attributes = Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, { StringValue = "" }]) => [name, StringValue]),
      );
      const sentAt = new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString();
      found.set(MessageId, {
        receipt: ReceiptHandle,
        sentAt,
        letter: readLetter({ body: Body, attributes }),
      });
    }
    if (found.size === known) return [...found.values()];
  }
}

/** Lets others see it again. */
async function putBack(url: string, { receipt }: Received): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: 0 }),
  );
}

/** Gives one to its function once more, and takes it from its queue when that succeeds. */
async function redrive(url: string, { receipt, letter }: Received): Promise<string> {
  const declaration = lambdas.find(({ name }) => `${prefix}${name}` === letter?.function);
  if (letter === undefined || declaration === undefined)
    return "left: no function of this stage is named in it";
  try {
    await doAgain(letter, declaration, now());
  } catch (error) {
    if (error instanceof StillDead) return `left: ${error.message}`;
    throw error;
  }
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
  return "done";
}

async function main(): Promise<void> {
  // The totals that changes add to are set right in the table itself.
  process.env[VARIABLES.table] ??= `${prefix}table`;
  const owners = [
    ...lambdas.filter(({ trigger }) => trigger.kind !== "http").map(({ name }) => name),
    ONE_TIME,
  ];
  const chosen = owners.filter((name) => values.function === undefined || values.function === name);
  if (chosen.length === 0)
    throw new Error(`${values.function} has no dead letters: it is none of ${owners.join(", ")}`);
  let count = 0;
  let left = 0;
  for (const owner of chosen) {
    const QueueName = `${prefix}${deadLettersOf(owner)}`;
    const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    for (const received of await lettersIn(QueueUrl)) {
      const { letter, sentAt } = received;
      const outcome = values.redrive ? `  ${await redrive(QueueUrl, received)}` : "";
      if (outcome !== "  done") {
        left += 1;
        await putBack(QueueUrl, received);
      }
      count += 1;
      console.log(`${sentAt}  ${owner}  ${letter?.reason ?? "unknown"}${outcome}`);
    }
  }
  if (count === 0) console.log("No dead letters.");
  else if (values.redrive) console.log(`${count - left} of ${count} done.`);
  if (values.redrive && left > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  const missing = error instanceof QueueDoesNotExist;
  console.error(
    missing
      ? `There is no stage ${values.stage} in this account and region.`
      : error instanceof Error
        ? `${error.name}: ${error.message}`
        : String(error),
  );
  process.exitCode = 2;
}
