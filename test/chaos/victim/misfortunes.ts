import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type { Lambda, Trigger } from "../../../functions/lambda.ts";
import { clockOffset } from "../../../lib/time/clock.ts";
import { hash, type Random, seeded } from "../random.ts";
import { die } from "./doomed.ts";
import type { Doom } from "./doomed-process.ts";
import { CALM, type Message, type Orders } from "./messages.ts";
import { deliverBadly } from "./weather.ts";

export type Handler = (event: unknown, context: Context) => unknown;

/** What is to happen to functions; set by whoever torments the product. */
export const orders: Orders = { ...CALM };

/** How many of a hundred runs end by kill -9, by what makes a function run. */
const DOOMED: Record<Trigger["kind"], number> = {
  stream: 1.5,
  bus: 4,
  aws: 4,
  schedule: 12,
  cron: 25,
  http: 0.7,
};

/** How often one event may die: with one more it would be a dead letter that nobody provoked. */
const MOST_DEATHS = { event: 2, record: 3 };

/** Fails once by itself when it gave up mails whose sender had died, so that its alarm tells somebody. */
const FAILS_TO_TELL = "sweep-mails";

const [, , , , seed = "0", generation = "0"] = process.argv;
const runs = new Map<string, number>();
const deaths = new Map<string, number>();
const done = new Map<string, DynamoDBRecord[][]>();

function rememberedOf(name: string): DynamoDBRecord[][] {
  const batches = done.get(name) ?? [];
  done.set(name, batches);
  return batches;
}

export const tell = (message: Message) => void process.send?.(message);

/** Runs a function, unless its time has come. */
export async function suffer(lambda: Lambda, handler: Handler, event: unknown, context: Context) {
  const { name, trigger } = lambda;
  const run = (runs.get(name) ?? 0) + 1;
  runs.set(name, run);
  const random = seeded(hash(`${seed} ${generation} ${name} ${run}`));
  if (isPoisoned(lambda, event)) throw new Error(`${name} was killed by poison`);
  if (trigger.kind === "stream") return deliverAsOrdered(lambda, handler, recordsOf(event), context, random);
  const identity = `${name} ${trigger.kind === "bus" || trigger.kind === "aws" ? idOf(event) : JSON.stringify(event)}`;
  const most = MOST_DEATHS.event - (name === FAILS_TO_TELL ? 1 : 0);
  if (!isDoomed(lambda, [identity], most, random)) return handler(event, context);
  return kill(lambda, event, doomFrom(random, 5));
}

function isPoisoned({ name, trigger }: Lambda, event: unknown): boolean {
  const { poison } = orders;
  if (poison === undefined) return false;
  const suits = poison.function === undefined ? trigger.kind === "stream" : poison.function === name;
  return suits && JSON.stringify(event).includes(poison.text);
}

async function deliverAsOrdered(
  lambda: Lambda,
  handler: Handler,
  records: readonly DynamoDBRecord[],
  context: Context,
  random: Random,
): Promise<unknown> {
  const handle = (batch: readonly DynamoDBRecord[]) =>
    Promise.resolve(handler(structuredClone({ Records: batch }), context)) as Promise<DynamoDBBatchResponse>;
  if (orders.twice) await handle(records);
  if (!orders.storm) return handle(records);
  return deliverBadly(records, random, {
    handle,
    async mayDie(piece) {
      const identities = piece.map(({ dynamodb }) => `${lambda.name} ${dynamodb?.SequenceNumber}`);
      if (isDoomed(lambda, identities, MOST_DEATHS.record, random))
        await kill(lambda, { Records: piece }, doomFrom(random, 20));
    },
    remembered: rememberedOf(lambda.name),
    note: (weather) => tell({ kind: "weather", ...weather }),
  });
}

function isDoomed({ trigger }: Lambda, identities: readonly string[], most: number, random: Random): boolean {
  const chosen = random.chance(DOOMED[trigger.kind] / 100);
  if (!orders.storm || !chosen) return false;
  if (trigger.kind === "http") return true;
  if (identities.some((identity) => (deaths.get(identity) ?? 0) >= most)) return false;
  for (const identity of identities) deaths.set(identity, (deaths.get(identity) ?? 0) + 1);
  return true;
}

async function kill(
  { name, entry }: Lambda,
  event: unknown,
  doom: Pick<Doom, "atCall" | "moment">,
): Promise<never> {
  tell({ kind: "killed", function: name });
  return die({ ...doom, entry, event, functionName: name, clockOffset: clockOffset() });
}

function doomFrom(random: Random, mostCalls: number): Pick<Doom, "atCall" | "moment"> {
  return {
    atCall: random.between(1, mostCalls),
    moment: random.pick(["before", "under-way", "after"] as const),
  };
}

const recordsOf = (event: unknown) => (event as { Records: DynamoDBRecord[] }).Records;
const idOf = (event: unknown) => (event as { id: string }).id;
