import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";
import { LEAP_DAYS } from "./days/yearly.ts";

/** A time of the day in the company's zone. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time HH:MM" })
  .meta({ examples: ["09:00"] });

/** How customers are spared (DOMAIN §11): they are to be cared for, not harassed. */
export const careRestraint = defineSetting({
  name: "care-restraint",
  schema: z.strictObject({
    /** Care mails and campaigns that a customer gets in seven days at most; mails about work are not counted. */
    mostInSevenDays: z.int().min(1).max(20),
    /** Mails wait until these are over. */
    quietHours: z.strictObject({ from: timeOfDay, until: timeOfDay }).optional(),
  }),
  default: { mostInSevenDays: 2, quietHours: { from: "21:00", until: "08:00" } },
});

/** How occasions are understood, and who is important. */
export const careSettings = defineSetting({
  name: "care",
  schema: z.strictObject({
    /** When those born on 29 February are greeted in common years. */
    leapDayBirthday: z.enum(LEAP_DAYS),
    /** Whom the owner is asked to call: key accounts, and customers of these tiers and classes. */
    important: z.strictObject({
      tiers: z.array(z.string().max(60)).max(20),
      classes: z.array(z.enum(["A", "B", "C"])).max(3),
    }),
  }),
  default: {
    leapDayBirthday: "02-28",
    important: { tiers: ["vip", "supreme-vip"], classes: ["A"] },
  },
});
