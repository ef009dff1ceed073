import * as z from "zod";
import { birthday } from "../contacts/birthday.ts";
import { festival } from "./days/yearly.ts";

const days = (most: number) => z.int().min(1, { error: "must be at least a day" }).max(most);

/** A day of every year: a festival by its name, or a day of either calendar. */
export const holidayDay = z.union([
  z.strictObject({ festival }),
  z.strictObject({
    calendar: z.enum(["solar", "lunar"]),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
  }),
]);
export type HolidayDay = z.infer<typeof holidayDay>;

/** What a care rule watches for (DOMAIN §11). */
export const occasion = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("birthday") }),
  z.strictObject({
    kind: z.literal("holiday"),
    days: z
      .array(holidayDay)
      .min(1, { error: "must name a day" })
      .max(12, { error: "must name at most 12 days" })
      .superRefine((list, issues) => {
        for (const [index, day] of list.entries()) {
          if ("festival" in day) continue;
          const { error } = birthday.safeParse(day);
          for (const { message, path } of error?.issues ?? [])
            issues.addIssue({ code: "custom", message, path: [index, ...path] });
        }
      }),
  }),
  z.strictObject({ kind: z.literal("membership-anniversary") }),
  z.strictObject({
    kind: z.literal("after-delivery"),
    days: days(365).meta({ description: "Days after all was delivered" }),
  }),
  z.strictObject({
    kind: z.literal("warranty-ending"),
    daysBefore: days(365).meta({ description: "Days before the last day of the warranty" }),
  }),
  z.strictObject({
    kind: z.literal("dormant"),
    againEveryDays: days(366)
      .min(30, { error: "must be 30 at least: win-back is no siege" })
      .optional()
      .meta({ description: "Tried again while the customer stays dormant, up to a year; once unless told" }),
  }),
  z.strictObject({ kind: z.literal("key-account-revisit") }),
]);
export type Occasion = z.infer<typeof occasion>;
export type OccasionKind = Occasion["kind"];
