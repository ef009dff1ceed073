import * as z from "zod";
import { ruleBroken } from "../problem/problem.ts";
import { defineSetting } from "../settings/setting.ts";
import { text } from "../text/text.ts";

/** A key of the list of causes. */
export const causeKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" });

/** What complaints are about, and when a settled one counts as settled at the first contact (DOMAIN §9, §12). */
export const complaintRules = defineSetting({
  name: "complaints",
  schema: z.strictObject({
    /** One taken out stays on the complaints that have it. */
    causes: z
      .array(z.strictObject({ key: causeKey, name: text(60) }))
      .min(1, { error: "must name a cause" })
      .max(50)
      .refine((causes) => new Set(causes.map(({ key }) => key)).size === causes.length, {
        error: "must name each cause once",
      }),
    /** Days in which a reopening takes first-contact resolution back. */
    firstContactDays: z
      .int()
      .min(1, { error: "must be at least a day" })
      .max(365, { error: "must be at most a year" }),
  }),
  default: {
    causes: [
      { key: "product-quality", name: "Product quality 产品质量" },
      { key: "delivery", name: "Delivery 交付" },
      { key: "installation", name: "Installation 安装" },
      { key: "service-attitude", name: "Attitude 服务态度" },
      { key: "response-time", name: "Response time 响应速度" },
      { key: "repair-quality", name: "Repair quality 维修质量" },
      { key: "price", name: "Price or bill 价格与账单" },
      { key: "promise", name: "Broken promise 承诺未兑现" },
      { key: "other", name: "Other 其他" },
    ],
    firstContactDays: 7,
  },
});
export type ComplaintRules = typeof complaintRules.default;

/**
 * Requires that a cause is on the list, unless it was said before.
 * @throws Problem rule-broken that names the causes there are
 */
export function checkCause(cause: string | undefined, { causes }: ComplaintRules, before?: string): void {
  if (cause === undefined || cause === before || causes.some(({ key }) => key === cause)) return;
  throw ruleBroken(
    `there is no cause ${cause}; there are ${causes.map(({ key }) => key).join(", ")}`,
    "/cause",
  );
}
