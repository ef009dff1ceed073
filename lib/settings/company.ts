import * as z from "zod";
import { defineSetting } from "./setting.ts";

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** What the whole company shares (DOMAIN §1). */
export const company = defineSetting({
  name: "company",
  schema: z.strictObject({
    name: z.string().min(1).max(200),
    /** IANA time zone of calendar dates and months. */
    timeZone: z
      .string()
      .refine((zone) => zones.has(zone) || zone === "UTC", { error: "must be an IANA time zone" }),
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
});
