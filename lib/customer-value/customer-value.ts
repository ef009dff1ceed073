import * as z from "zod";
import { dayCopy, foundOn } from "../care/found-on.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf, PREFIXES, ulidOf } from "../ids/id.ts";
import { MOST } from "../money/money.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, month } from "../time/calendar.ts";
import { VALUE_CLASSES, type ValueClass } from "./cuts.ts";

/** What the runs know of a customer who bought: revenue, class, and whether it is dormant (DOMAIN §10). */
export const customerValue = z
  .object({
    ...recordFields,
    id: idOf("customer-value"),
    customerId: idOf("customer"),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    /** Minor units; of the months that the run looked at. */
    revenue: z.int(),
    purchases: z.int(),
    lastMonth: month.optional(),
    /** None without revenue, or before its first ranking. */
    class: z.enum(VALUE_CLASSES).optional(),
    dormant: z.boolean(),
    /** The day of the run that first found it dormant; while it is. */
    dormantSince: calendarDate.optional(),
    /** The run that wrote this; later ones found it unchanged. */
    runId: idOf("value-run"),
  })
  .meta({ id: "CustomerValueRecord" });
export type CustomerValue = z.infer<typeof customerValue>;

/** Each customer has one. */
export function valueId(customerId: string): string {
  return `${PREFIXES["customer-value"]}_${ulidOf(customerId)}`;
}

/** Lists that hold many customers are spread over so many partitions. */
const SHARDS = 4;

/** Digits of the largest sum of revenue. */
const DIGITS = 16;

/** Partitions of the ranking by the number of digits, the most revenue first: one behind the other they are in order. */
export const SHELVES = Array.from({ length: DIGITS }, (_, index) => shelf(DIGITS - index));

function shelf(digits: number): string {
  return `customer-value#revenue#${String(digits).padStart(2, "0")}`;
}

/**
 * The same, those next to each other that are read at once: hardly anybody is on the first shelves, and most buyers of a
 * company are on two or three of them.
 */
export const SHELVES_AT_ONCE = [
  SHELVES.slice(0, 7),
  SHELVES.slice(7, 9),
  SHELVES.slice(9, 11),
  SHELVES.slice(11),
];

const padded = (revenue: number) => String(revenue).padStart(DIGITS, "0");

/** Partitions that hold the customers of a class, each in the order of their revenue. */
export function classPartitions(of: ValueClass): string[] {
  return Array.from({ length: SHARDS }, (_, shard) => classPartition(of, shard));
}
const classPartition = (of: ValueClass, shard: number) => `customer-value#class#${of}#${shard}`;

/** Partitions that hold the dormant customers. */
export const DORMANT_PARTITIONS = Array.from({ length: SHARDS }, (_, shard) => dormantPartition(shard));
function dormantPartition(shard: number) {
  return `customer-value#dormant#${shard}`;
}

const shardOf = (id: string) => (id.codePointAt(id.length - 1) ?? 0) % SHARDS;

export const customerValues = defineEntity({
  type: "customer-value",
  schema: customerValue,
  owner: ({ customerOwnerId, departmentId }) => ({ ownerId: customerOwnerId, departmentId }),
  indexes: ({ id, customerId, revenue, class: valueClass }) => ({
    ...inCustomerView(customerId, "value"),
    ...(revenue > 0 && {
      duePk: shelf(String(Math.min(revenue, MOST * 1000)).length),
      dueSk: `${padded(revenue)}#${id}`,
    }),
    ...(valueClass !== undefined && {
      namePk: classPartition(valueClass, shardOf(id)),
      nameSk: `${padded(Math.max(0, revenue))}#${id}`,
    }),
  }),
  copies: ({ id, dormant, dormantSince }) => [
    ...(dormant ? [{ name: "dormant", keys: { namePk: dormantPartition(shardOf(id)), nameSk: id } }] : []),
    ...(dormantSince === undefined ? [] : [dayCopy("dormant", foundOn.dormant(dormantSince), id)]),
  ],
});
