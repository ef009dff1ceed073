import { availableParallelism, cpus } from "node:os";
import { lambdas } from "../../../functions/manifest.ts";
import { startLocalCloud } from "../../local/cloud.ts";
import { databaseCalls } from "../../local/database-call.ts";
import { TABLE_NAME } from "../../local/local-environment.ts";
import { createRunner } from "../../local/runner.ts";
import type { Profile, Work } from "../profile.ts";
import type { Action } from "./action.ts";
import { caring, nextDay } from "./caring.ts";
import { type Counter, countWork } from "./counter.ts";
import { type Desk, found } from "./desk.ts";
import { fillLists, reading } from "./reading.ts";
import { selling } from "./selling.ts";
import { serving } from "./serving.ts";
import { sweeping } from "./sweeping.ts";
import { less, shareOf, typical } from "./work.ts";

/** Everything that is measured, in this order: what moves the clock far comes last. */
export const ACTIONS: readonly Action[] = [...reading, ...selling, ...serving, ...sweeping, ...caring];

/** How often an action is done to warm up, and how often it is measured. */
const ROUNDS = { unmeasured: 1, measured: 3 };

/** What came of measuring some actions, by their names. */
export type Measured = ReadonlyMap<string, Work>;

interface Options {
  readonly rounds?: typeof ROUNDS;
  /** Fills lists first, which only those who read lists need. */
  readonly fill?: boolean;
  readonly told?: (line: string) => void;
}

/** Does everything against the local product, and counts what it takes. */
export async function measureAll(told: (line: string) => void): Promise<Profile> {
  const works = await measure(ACTIONS, { fill: true, told });
  const [cpu] = cpus();
  return {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} × ${cpu?.model ?? "an unknown processor"}, Node ${process.versions.node}`,
    actions: Object.fromEntries(
      ACTIONS.flatMap(({ name, what }) => {
        const work = works.get(name);
        return work === undefined ? [] : [[name, { what, work }]];
      }),
    ),
  };
}

/**
 * Does some actions, one after the other, over HTTP: each until all that follows from it through stream, bus, schedule and
 * mail has happened. Sweeps run when they are told to alone, so that no clock disturbs what is measured.
 */
export async function measure(actions: readonly Action[], options: Options = {}): Promise<Measured> {
  const { rounds = ROUNDS, fill = false, told = () => undefined } = options;
  const counter = countWork();
  const still = lambdas.map((lambda) =>
    lambda.trigger.kind === "cron" ? { ...lambda, trigger: { kind: "schedule" as const } } : lambda,
  );
  const cloud = await startLocalCloud({ lambdas: still, observer: counter.observer });
  const runner = createRunner(lambdas, counter.observer.around);
  const works = new Map<string, Work>();
  try {
    counter.watch();
    const desk = await found(cloud, (name) => runner.invoke(name, { id: crypto.randomUUID() }));
    await nextDay(desk);
    if (fill) await fillLists(desk);
    for (const action of actions) {
      for (let round = 0; round < rounds.unmeasured; round += 1) await once(action, desk, counter);
      const measured: Work[] = [];
      for (let round = 0; round < rounds.measured; round += 1)
        measured.push(await once(action, desk, counter));
      const base = action.beyond === undefined ? undefined : works.get(action.beyond);
      const all = typical(measured);
      works.set(
        action.name,
        shareOf(base === undefined ? all : less(all, base), (await action.each?.(desk)) ?? 1),
      );
      told(
        `${action.name}: ${Math.round(all.writeUnits)} write units, ${Math.round(all.readUnits)} read units`,
      );
    }
    const dead = cloud.deadLetters();
    if (dead.length > 0) throw new Error(`${dead.length} runs were given up, first: ${dead[0]?.reason}`);
    return works;
  } finally {
    counter.stop();
    await cloud.stop();
  }
}

async function once(action: Action, desk: Desk, counter: Counter): Promise<Work> {
  const { cloud, traffic } = desk;
  const work = await action.prepare(desk);
  await cloud.drain();
  const [stored, mails] = [await storedBytes(), cloud.mails().length];
  Object.assign(traffic, { requests: 0, answerBytes: 0 });
  counter.take();
  await work();
  await cloud.drain();
  const { passingBytes, ...counts } = counter.take();
  return {
    ...traffic,
    ...counts,
    mails: cloud.mails().length - mails,
    storedBytes: (await storedBytes()) - stored - passingBytes,
  };
}

/** DynamoDB's own administration of each item, and of each of its index entries. */
const PER_ITEM = 100;

/** What AWS would bill as stored: table and indexes. */
async function storedBytes(): Promise<number> {
  const { AWS_ENDPOINT_URL_DYNAMODB: address = "", AWS_ACCESS_KEY_ID: key } = process.env;
  const { call, close } = databaseCalls(Number(new URL(address).port), key);
  try {
    const { Table } = Object(await call("DynamoDB_20120810.DescribeTable", { TableName: TABLE_NAME }));
    const indexes: readonly object[] = Table.GlobalSecondaryIndexes;
    return indexes.reduce(
      (sum, index) => sum + sizeOf(index, "IndexSizeBytes"),
      sizeOf(Table, "TableSizeBytes"),
    );
  } finally {
    close();
  }
}

function sizeOf(described: object, field: string): number {
  const { ItemCount = 0, [field]: bytes = 0 }: Record<string, unknown> = { ...described };
  return Number(bytes) + Number(ItemCount) * PER_ITEM;
}
