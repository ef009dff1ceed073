import * as z from "zod";
import { ruleBroken } from "../problem/problem.ts";
import { defineSetting } from "../settings/setting.ts";
import { text } from "../text/text.ts";

/** A key of one of the catalog's lists. */
export const catalogKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" });

const list = z
  .array(z.strictObject({ key: catalogKey, name: text(60) }))
  .min(1, { error: "must name at least one" })
  .max(100)
  .refine((entries) => new Set(entries.map(({ key }) => key)).size === entries.length, {
    error: "must name each key once",
  });

/** What service requests are about and how they come in (DOMAIN §9, §12). What is taken out stays on those that have it. */
export const serviceCatalog = defineSetting({
  name: "service-catalog",
  schema: z.strictObject({ types: list, faultCategories: list, channels: list }),
  default: {
    types: [
      { key: "repair", name: "Repair 维修" },
      { key: "maintenance", name: "Maintenance 保养" },
      { key: "installation", name: "Installation 安装" },
      { key: "consultation", name: "Question 咨询" },
      { key: "return", name: "Return or exchange 退换" },
      { key: "other", name: "Other 其他" },
    ],
    faultCategories: [
      { key: "no-power", name: "Does not start 无法启动" },
      { key: "no-output", name: "Does not heat or cool 不制热或不制冷" },
      { key: "leak", name: "Leak 漏水漏液" },
      { key: "noise", name: "Noise 异响" },
      { key: "control", name: "Control or display 控制或显示" },
      { key: "installation", name: "Installation 安装问题" },
      { key: "usage", name: "Usage 使用问题" },
      { key: "other", name: "Other 其他" },
    ],
    channels: [
      { key: "phone", name: "Phone 电话" },
      { key: "email", name: "E-mail 邮件" },
      { key: "wechat", name: "WeChat 微信" },
      { key: "website", name: "Website 网站" },
      { key: "visit", name: "In person 当面" },
    ],
  },
});
export type ServiceCatalog = typeof serviceCatalog.default;

const LISTS = [
  ["type", "types", "service type"],
  ["faultCategory", "faultCategories", "fault category"],
  ["channel", "channels", "channel"],
] as const;

/**
 * Requires that what a request is said to be is in the catalog, unless it was said before.
 * @throws Problem rule-broken that names what there is
 */
export function checkCatalog(
  said: { type?: string | undefined; faultCategory?: string | undefined; channel?: string | undefined },
  catalog: ServiceCatalog,
  before: typeof said = {},
): void {
  for (const [field, name, title] of LISTS) {
    const key = said[field];
    const known = catalog[name];
    if (key === undefined || key === before[field] || known.some((entry) => entry.key === key)) continue;
    const keys = known.map((entry) => entry.key).join(", ");
    throw ruleBroken(`there is no ${title} ${key}; there are ${keys}`, `/${field}`);
  }
}
