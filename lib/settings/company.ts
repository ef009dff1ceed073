import * as z from "zod";
import { years } from "../access/reach.ts";
import { partitionOf } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { defineSetting } from "./setting.ts";

let zones: ReadonlySet<string> | undefined;

/** ICU takes a millisecond or two to list its zones, which a start that asks for none does not wait for. */
function isTimeZone(zone: string): boolean {
  zones ??= new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return zones.has(zone);
}

/** What the whole company shares (DOMAIN §1). */
export const company = defineSetting({
  name: "company",
  schema: z.strictObject({
    name: z.string().min(1).max(200),
    /** IANA time zone of calendar dates and months. */
    timeZone: z.string().max(64).refine(isTimeZone, { error: "must be an IANA time zone" }),
    /** ISO 4217; amounts in another currency are refused. */
    baseCurrency: z.string().regex(/^[A-Z]{3}$/, { error: "must be an ISO 4217 code" }),
    language: z.enum(["zh-CN", "zh-TW", "en"]),
    /** ISO 3166 country of phone numbers written without a country code. */
    phoneCountry: z.string().regex(/^[A-Z]{2}$/, { error: "must be an ISO 3166 country code" }),
  }),
  default: {
    name: "关系",
    timeZone: "Asia/Shanghai",
    baseCurrency: "CNY",
    language: "zh-CN",
    phoneCountry: "CN",
  },
  async objection(next, standing, now) {
    if (next.baseCurrency === standing.baseCurrency || !(await holdsAmounts(now))) return undefined;
    return `the base currency stays ${standing.baseCurrency}: there are records with amounts in it`;
  },
});

/** Every other record with an amount belongs to a customer or a product. */
async function holdsAmounts(now: Date): Promise<boolean> {
  const keys = years(now).flatMap((year) =>
    ["customer", "product"].map((type) => partitionOf.all(type, year)),
  );
  const found = await Promise.all(
    keys.map((key) => query({ index: "byAll", key }, { order: "descending", limit: 1 })),
  );
  return found.flat().length > 0;
}
