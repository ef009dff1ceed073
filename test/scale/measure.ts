import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import type { NativeAttributeValue } from "@aws-sdk/util-dynamodb";
import { median } from "../bench/figure.ts";
import { type Case, whoAsks } from "./cases/case.ts";
import type { Subject } from "./serve.ts";
import type { Call } from "./served.ts";

/** What one request costs at one size. */
export interface Cost {
  readonly customers: number;
  /** Milliseconds over HTTP, median. */
  readonly p50: number;
  /** The same DynamoDB calls by the raw SDK. */
  readonly raw: number;
  readonly calls: number;
  /** Capacity units that the calls read and write. Both are means: for one caller they may be more than for another. */
  readonly units: number;
}

/**
 * What a request costs at each size. The sizes are measured in turn, so that whatever else the machine does falls on all
 * of them alike.
 * @param options.first which sample comes first: what a command changed is not asked for again
 */
export async function measure(
  wanted: Case,
  subjects: readonly Subject[],
  { rounds, first }: { rounds: number; first: number },
): Promise<Cost[]> {
  const seen = subjects.map(() => ({
    p50: [] as number[],
    raw: [] as number[],
    calls: [] as number[],
    units: [] as number[],
  }));
  for (let round = first; round < first + rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const once = await ask(wanted, subject, round);
      const { time: raw, units } = await replay(once.made, subject.raw);
      // What everybody's caches hold is read at the first.
      if (round === first) continue;
      const { p50, raw: raws, calls, units: all } = seen[index]!;
      p50.push(once.time);
      raws.push(raw);
      calls.push(once.calls);
      all.push(units);
    }
  }
  return seen.map(({ p50, raw, calls, units }, index) => ({
    customers: subjects[index]!.customers,
    p50: median(p50),
    raw: median(raw),
    calls: mean(calls),
    units: mean(units),
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function ask({ as, method, path, body, name, keyed }: Case, subject: Subject, round: number) {
  const { samples } = subject;
  const sample = samples[round % samples.length]!;
  const token = subject.tokens[whoAsks(as, sample, subject)];
  const sent = body?.(sample, subject, round);
  await subject.calls();
  const began = performance.now();
  const response = await fetch(subject.url + path(sample, subject), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(keyed && { "idempotency-key": randomUUID() }),
    },
    ...(sent !== undefined && { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  const time = performance.now() - began;
  const calls = Number(response.headers.get("x-dynamodb-calls"));
  if (response.status >= 300) throw new Error(`${name}: ${response.status} ${text}`);
  return { time, calls, made: await subject.calls() };
}

/** Makes a request's calls again with the raw SDK, one after the other. */
async function replay(calls: readonly Call[], raw: DynamoDBDocumentClient) {
  let units = 0;
  const began = performance.now();
  for (const { operation, input } of calls) units += await again(operation, input, raw);
  return { time: performance.now() - began, units };
}

let written = 0;

async function again(operation: string, input: Call["input"], raw: DynamoDBDocumentClient): Promise<number> {
  const counted = { ...input, ReturnConsumedCapacity: "TOTAL" } as never;
  switch (operation) {
    case "GetItem":
      return unitsOf((await raw.send(new GetCommand(counted))).ConsumedCapacity);
    case "Query":
      return unitsOf((await raw.send(new QueryCommand(counted))).ConsumedCapacity);
    case "BatchGetItem":
      return unitsOf(...((await raw.send(new BatchGetCommand(counted))).ConsumedCapacity ?? []));
    case "TransactWriteItems":
      return unitsOf(...((await raw.send(new TransactWriteCommand(copyOf(input)))).ConsumedCapacity ?? []));
    default:
      // A counter's update and the like: one key, whatever the size.
      return 0;
  }
}

function unitsOf(...capacities: readonly ({ CapacityUnits?: number | undefined } | undefined)[]): number {
  return capacities.reduce((sum, capacity) => sum + (capacity?.CapacityUnits ?? 0), 0);
}

/** The transaction's puts under keys of their own, so that they are new every time. */
function copyOf(input: Call["input"]) {
  written += 1;
  const items = Array.isArray(input.TransactItems) ? input.TransactItems : [];
  return {
    ReturnConsumedCapacity: "TOTAL" as const,
    TransactItems: items.flatMap(
      ({ Put }: { Put?: { TableName: string; Item: Record<string, NativeAttributeValue> } }) =>
        Put === undefined
          ? []
          : [
              {
                Put: { TableName: Put.TableName, Item: { ...Put.Item, pk: `raw#${written}#${Put.Item.pk}` } },
              },
            ],
    ),
  };
}
