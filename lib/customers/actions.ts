import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { text } from "../text/text.ts";
import { calendarDate } from "../time/calendar.ts";

/** Why a customer is deactivated. */
export const deactivation = z.strictObject({ reason: text(1000) });
export type Deactivation = z.infer<typeof deactivation>;

/** Who is to own a customer, and by when they are to visit it. */
export const assignment = z.strictObject({
  ownerId: idOf("user"),
  /** Within the days of the company's setting unless told. */
  visitBy: calendarDate.optional(),
});
export type Assignment = z.infer<typeof assignment>;

/** Levels of a group of companies (隶属集团) above one of them. */
export const MOST_LEVELS = 10;
