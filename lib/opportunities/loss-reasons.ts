import * as z from "zod";
import { ruleBroken } from "../problem/problem.ts";
import { defineSetting } from "../settings/setting.ts";

const reason = z.strictObject({
  key: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" }),
  name: z.string().trim().min(1, { error: "must not be empty" }).max(60),
});

/** Why opportunities are lost (DOMAIN §4, §12). One taken out stays on those that were lost for it. */
export const lossReasons = defineSetting({
  name: "loss-reasons",
  schema: z.strictObject({
    reasons: z
      .array(reason)
      .min(1, { error: "must have a reason" })
      .max(50)
      .refine((reasons) => new Set(reasons.map(({ key }) => key)).size === reasons.length, {
        error: "must name each reason once",
      }),
  }),
  default: {
    reasons: [
      { key: "price", name: "Price 价格" },
      { key: "competitor", name: "Competitor 竞争对手" },
      { key: "product-fit", name: "Product does not fit 产品不符" },
      { key: "no-budget", name: "No budget 预算不足" },
      { key: "no-decision", name: "No decision 项目搁置" },
      { key: "timing", name: "Timing 时机不当" },
      { key: "relationship", name: "Relationship 客情关系" },
      { key: "other", name: "Other 其他" },
    ],
  },
});

/**
 * A reason of the list.
 * @throws Problem rule-broken that names the reasons there are
 */
export function lossReasonOf(reasons: readonly { readonly key: string }[], key: string): string {
  if (reasons.some((candidate) => candidate.key === key)) return key;
  const keys = reasons.map((candidate) => candidate.key).join(", ");
  throw ruleBroken(`there is no loss reason ${key}; the reasons are ${keys}`, "/reason");
}
