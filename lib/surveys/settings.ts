import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";

/** How customers are asked for their satisfaction, and what follows from a bad answer (DOMAIN §9). */
export const satisfaction = defineSetting({
  name: "satisfaction",
  schema: z.strictObject({
    /** Days in which a survey takes an answer. */
    answerWithinDays: z
      .int()
      .min(1, { error: "must be at least a day" })
      .max(365, { error: "must be at most a year" }),
    /** The highest score with which the agent's manager is to call the customer. */
    lowScore: z.int().min(0, { error: "must be 0 to 4" }).max(4, { error: "must be 0 to 4" }),
    /** Hours in which the manager is to do so. */
    callBackWithinHours: z
      .int()
      .min(1, { error: "must be at least an hour" })
      .max(24 * 30, { error: "must be at most 30 days" }),
    /** Days after which a request closes by itself though nobody has answered; its survey still takes an answer. */
    closeAfterDays: z
      .int()
      .min(1, { error: "must be at least a day" })
      .max(365, { error: "must be at most a year" })
      .default(7),
  }),
  default: { answerWithinDays: 30, lowScore: 2, callBackWithinHours: 24, closeAfterDays: 7 },
});
