import { SYSTEM } from "../../lib/access/caller.ts";
import { advance } from "../../lib/care/advance.ts";
import { type CareRule, careRules } from "../../lib/care/rule.ts";
import { careRuns, runIdOf, UNDER_WAY } from "../../lib/care/run.ts";
import { shippedRules } from "../../lib/care/shipped.ts";
import { sweep } from "../../lib/care/sweep.ts";
import { contacts } from "../../lib/contacts/contact.ts";
import { customers } from "../../lib/customers/customer.ts";
import { newId } from "../../lib/ids/id.ts";
import { documents } from "../../lib/table/client.ts";
import { commit } from "../../lib/table/commit.ts";
import { type Item, toCopyItem, toItem } from "../../lib/table/entity.ts";
import { putAll } from "../../lib/table/put-all.ts";
import { query } from "../../lib/table/query.ts";
import { find } from "../../lib/table/read.ts";
import { firstVersion } from "../../lib/table/record.ts";
import { put } from "../../lib/table/write.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import { startProduct } from "../makers/product.ts";
import type { Figure } from "./figure.ts";

const ZONE = "Asia/Shanghai";
const SMALL = 10_000;
const LARGE = 1_000_000;
const YEAR = 365;

/** Mornings of the small company that only warm up, and those that are measured: about as many greetings as the large one's. */
const WARMING = 10;
const MORNINGS = 90;

/**
 * What a greeting costs the morning's sweep with 10,000 and with 1,000,000 customers: calls and time. The small company is
 * loaded whole, each customer with a contact whose birthday is on one day of the year. Of the large one what lies on the
 * day that is measured is loaded, a 365th of it: the index entries of that day, and the contacts and customers to which they
 * lead. The rest lies in other partitions, which no call names.
 */
export async function sweepFigures(): Promise<Figure[]> {
  const product = await startProduct({ optimise: true, lambdas: [] });
  try {
    const began = addDays(dateIn(product.now(), ZONE), 1);
    const rule = ruleOn(began);
    await commit({ writes: put(careRules, rule, undefined), result: undefined });
    await load(
      Array.from({ length: SMALL }, (_, index) => addDays(began, index % YEAR)),
      product.now(),
    );
    const large = addDays(began, YEAR - 20);
    const calls = countCalls();
    const mornings = Array.from({ length: WARMING + MORNINGS }, (_, day) => addDays(began, day));
    await load(
      Array.from({ length: Math.round(LARGE / YEAR) }, () => large),
      product.now(),
    );
    await measure(rule, mornings.slice(0, WARMING), calls);
    // The local database becomes slower as its table grows, whatever is in it: half before, half after.
    const half = WARMING + MORNINGS / 2;
    const before = await measure(rule, mornings.slice(WARMING, half), calls);
    const many = await measure(rule, [large], calls);
    const small = both(before, await measure(rule, mornings.slice(half), calls));
    return [
      {
        name: "calls of the sweep per greeting, 10,000 customers",
        value: small.calls,
        unit: "calls",
        target: 3,
      },
      {
        name: "calls of the sweep per greeting, 1,000,000 customers",
        value: many.calls,
        unit: "calls",
        target: 3,
      },
      {
        name: "calls per greeting, 1,000,000 ÷ 10,000 customers",
        value: many.calls / small.calls,
        unit: "×",
        target: 1.2,
        detail: `${many.greetings} greetings in a morning ÷ ${small.greetings} in ${MORNINGS}`,
      },
      {
        name: "time per greeting, 1,000,000 ÷ 10,000 customers",
        value: many.time / small.time,
        unit: "×",
        target: 1.2,
        detail: `${many.time.toFixed(1)} ms ÷ ${small.time.toFixed(1)} ms`,
      },
    ];
  } finally {
    await product.stop();
  }
}

function ruleOn(since: string): CareRule {
  const rule = shippedRules.find(({ shipped }) => shipped === "birthday");
  if (rule === undefined) throw new Error("the product ships no birthday rule");
  return { ...rule, version: 1, on: true, since, switchedOnAt: `${since}T00:00:00.000Z`, lateDays: 0 };
}

/** Puts customers with a contact each, whose birthdays are on those dates, as they are and as the stream indexes them. */
async function load(birthdays: readonly string[], now: Date): Promise<void> {
  const stamp = { by: SYSTEM.userId, now };
  let items: Item[] = [];
  for (const [index, date] of birthdays.entries()) {
    const customerId = newId("customer", now);
    const customer = customers.schema.parse({
      ...firstVersion(customerId, stamp),
      number: `C-${index}`,
      name: `客户 ${index}`,
      kind: "company",
      type: "active",
      typeSince: now.toISOString(),
      wins: 1,
    });
    const contact = contacts.schema.parse({
      ...firstVersion(newId("contact", now), stamp),
      customerId,
      name: `联系人 ${index}`,
      email: `contact-${customerId}@example.com`,
      birthday: { calendar: "solar", month: Number(date.slice(5, 7)), day: Number(date.slice(8)) },
      careMails: { consent: true, on: "2026-01-01" },
    });
    const copies = contacts.copies?.(contact) ?? [];
    items.push(toItem(customers, customer), toItem(contacts, contact));
    items.push(...copies.map((copy) => toCopyItem(contacts, contact, copy)));
    if (items.length < 5_000 && index < birthdays.length - 1) continue;
    await putAll(items);
    items = [];
  }
}

interface Cost {
  readonly greetings: number;
  /** Of each greeting. */
  readonly calls: number;
  /** Of each greeting, in milliseconds. */
  readonly time: number;
}

function both(one: Cost, other: Cost): Cost {
  const greetings = one.greetings + other.greetings;
  const mean = (of: "calls" | "time") => (one[of] * one.greetings + other[of] * other.greetings) / greetings;
  return { greetings, calls: mean("calls"), time: mean("time") };
}

/** The sweeps of some mornings, from opening the runs to their end. */
async function measure(rule: CareRule, dates: readonly string[], calls: () => number): Promise<Cost> {
  let greetings = 0;
  const [callsBefore, began] = [calls(), performance.now()];
  for (const date of dates) {
    const now = instantIn(date, "06:00", ZONE);
    await sweep(now);
    for (;;) {
      const [item] = await query({ index: "byDue", key: UNDER_WAY }, { order: "ascending", limit: 1 });
      if (item === undefined) break;
      const { id, version } = careRuns.schema.parse(item);
      await advance(id, version, now);
    }
  }
  const [spent, time] = [calls() - callsBefore, performance.now() - began];
  for (const date of dates) {
    const run = await find(careRuns, runIdOf(rule, date, undefined));
    if (run?.status !== "done" || run.mails !== run.found) throw new Error(`${date}: ${JSON.stringify(run)}`);
    greetings += run.mails;
  }
  return { greetings, calls: spent / greetings, time: time / greetings };
}

/** How many calls the table's client has made. */
function countCalls(): () => number {
  let count = 0;
  documents().middlewareStack.add(
    (next) => (args) => {
      count += 1;
      return next(args);
    },
    { name: "countedCalls", step: "initialize" },
  );
  return () => count;
}
