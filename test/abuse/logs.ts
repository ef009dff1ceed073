import { ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { routes } from "../../functions/api/manifest.ts";
import { lambdas } from "../../functions/manifest.ts";
import { createRunner } from "../../infra/local/runner.ts";
import { logger } from "../../lib/log/logger.ts";
import { nouns } from "../../lib/nouns.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import type { Json } from "../makers/client.ts";
import { exampleBody, MARKED, marked } from "./bodies.ts";
import type { Book } from "./book.ts";
import { idsFor } from "./properties.ts";
import { reference } from "./records.ts";
import { ID, pathOf, typeOf } from "./routes.ts";
import type { World } from "./world.ts";

/** Every line that the product writes while this is on, whatever its level. */
export interface Captured {
  readonly lines: readonly string[];
  stop(): void;
}

export function captureLogs(): Captured {
  const lines: string[] = [];
  const level = logger.getLevelName();
  logger.setLogLevel("TRACE");
  const restore = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = (text: string | Uint8Array) => {
      lines.push(...String(text).split("\n").filter(Boolean));
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  return {
    lines,
    stop() {
      for (const undo of restore) undo();
      logger.setLogLevel(level);
    },
  };
}

/**
 * Provokes what is logged when something is broken: damaged records met by every route, damaged changes, events and
 * schedules given to every function, and each run of the clock over what is damaged. Then no line, of these and of all
 * before, may tell who anybody is.
 */
export async function attackLogs(book: Book, world: World, { lines }: Captured): Promise<void> {
  const before = lines.length;
  await poison(book);
  await damage(book, world);
  if (lines.length - before < 20)
    book.finding(`only ${lines.length - before} lines were logged by what is broken`);
  for (const line of lines) {
    book.tried("log line", line);
    if (MARKED.test(line)) book.finding(`a log line shows personal data: ${line.slice(0, 400)}`);
  }
}

/** Items with personal data, each with one field of another type than it has. */
async function poison(book: Book): Promise<void> {
  const { Items = [] } = await documents().send(new ScanCommand({ TableName: tableName() }));
  const people = Items.filter((item) => MARKED.test(JSON.stringify(item)));
  const one = [...new Map(people.map((item) => [`${item.entity} ${item.sk}`.slice(0, 30), item])).values()];
  const attempt = attempting(book);
  for (const { name, trigger } of lambdas) {
    if (trigger.kind === "stream") {
      for (const item of one.slice(0, 40)) {
        for (const field of Object.keys(item).filter((key) => !["pk", "sk", "entity"].includes(key))) {
          const spoilt = {
            ...item,
            [field]: typeof item[field] === "string" ? { name: marked.name("坏") } : marked.name("坏"),
          };
          await attempt(name, { Records: [recordOf(spoilt)] });
        }
      }
    }
    if (trigger.kind === "bus" || trigger.kind === "aws") {
      for (const event of trigger.events) {
        const detail = Object.fromEntries(
          Object.keys(Object(event.example)).map((key) => [key, { name: marked.name("坏") }]),
        );
        await attempt(name, { "detail-type": event.name, detail });
        await attempt(name, { "detail-type": "nobody.knows", detail });
      }
    }
    if (trigger.kind === "schedule") await attempt(name, { id: marked.name("坏"), name: marked.email() });
  }
  for (const item of people)
    for (const event of announced(item)) {
      book.tried("event", JSON.stringify(event));
      if (MARKED.test(JSON.stringify(event)))
        book.finding(`an event shows personal data: ${JSON.stringify(event)}`);
    }
}

/** Gives a function something, as Lambda does. */
function attempting(book: Book) {
  const runner = createRunner(lambdas);
  return async (name: string, event: unknown) => {
    book.tried("function × poison", name, JSON.stringify(event).slice(0, 400));
    // Lambda logs what a function throws.
    await runner.invoke(name, event).catch((error: Error) => process.stderr.write(`${error.stack}\n`));
  };
}

function recordOf(item: Json) {
  return {
    eventName: "MODIFY",
    eventSourceARN: "arn:aws:dynamodb:us-east-1:000000000000:table/guanxi/stream/2099-01-01T00:00:00.000",
    dynamodb: { SequenceNumber: "1", NewImage: marshall(item, { removeUndefinedValues: true }) },
  };
}

/** What the making of a record announces. */
function announced(item: Json): unknown[] {
  const noun = nouns.get(item.entity);
  return noun === undefined || item.sk !== item.entity ? [] : [...(noun.announce?.(undefined, item) ?? [])];
}

/** Records that no schema takes any more, read by every route that reads them. */
async function damage(book: Book, world: World): Promise<void> {
  const records = world.others.chosen;
  for (const [type, id] of Object.entries(records)) {
    if (!nouns.has(type)) continue;
    const change = {
      TableName: tableName(),
      Key: { pk: id, sk: type },
      UpdateExpression: "SET #field = :value",
    };
    const values = { ExpressionAttributeValues: { ":value": { name: marked.name("坏") } } };
    await documents().send(
      new UpdateCommand({ ...change, ...values, ExpressionAttributeNames: { "#field": "createdAt" } }),
    );
  }
  const admin = world.product.as(world.admin);
  // What reads comes first: others may end what they find.
  const inOrder = [...routes.filter(isReading), ...routes.filter((route) => !isReading(route))];
  for (const route of inOrder) {
    book.tried("route × damaged record", route.id);
    const client = route.access === "public" ? world.product.anyone : admin;
    const path = pathOf(route, idsFor(route, records));
    if (isReading(route)) await client.send("GET", path);
    else await client.send(route.method, path, bodyFor(route, records, world.product.now()), freely());
  }
  await react(book, records);
}

const isReading = ({ method }: (typeof routes)[number]) => method === "GET";
/** As a command that could do is sent. */
const freely = () => ({ "if-match": "*", "idempotency-key": crypto.randomUUID() });

/** A body that could do, about records that are damaged. */
function bodyFor(route: (typeof routes)[number], records: World["others"]["chosen"], now: Date): Json {
  if (route.example?.body === undefined) return undefined;
  return exampleBody(route, { id: reference(records), mark: "-damaged-", now });
}

/** Every event that the product announces, of damaged records; then all that the clock runs, over all of them. */
async function react(book: Book, records: World["others"]["chosen"]): Promise<void> {
  const attempt = attempting(book);
  const known = (id: string) => records[typeOf(id)] ?? id;
  const { triggered, recurring } = Object.groupBy(lambdas, ({ trigger: { kind } }) =>
    kind === "bus" || kind === "aws" ? "triggered" : kind === "cron" ? "recurring" : "others",
  ) as Partial<Record<string, typeof lambdas>>;
  for (const { name, trigger } of triggered ?? [])
    for (const event of "events" in trigger ? trigger.events : []) {
      const detail = JSON.parse(JSON.stringify(event.example).replaceAll(ID, known));
      await attempt(name, { "detail-type": event.name, detail });
    }
  for (const { name } of recurring ?? []) await attempt(name, { id: crypto.randomUUID() });
}
