import * as z from "zod";
import { defineSetting } from "../settings/setting.ts";

/** How customers are looked after. */
export const customerCare = defineSetting({
  name: "customers",
  schema: z.strictObject({
    /** Days within which whoever is given a customer visits it, unless the assignment says a date. */
    visitWithinDays: z.int().min(1, { error: "must be at least a day" }).max(365),
    /** Days between the visits of a key account that has no interval of its own. */
    revisitEveryDays: z.int().min(1, { error: "must be at least a day" }).max(366).default(90),
  }),
  default: { visitWithinDays: 7, revisitEveryDays: 90 },
});
