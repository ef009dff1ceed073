import { readFileSync } from "node:fs";
import parsePhoneNumberFromString, { type CountryCode, type MetadataJson } from "libphonenumber-js/core/es6";
import { assetPath } from "../files/asset.ts";

/** The numbering plans of all countries: an asset, since as code they would be a quarter of a function's bundle. */
export const NUMBERING_PLANS = "libphonenumber-js/metadata.min.json";

let plans: MetadataJson | undefined;

/**
 * A phone number in E.164, e.g. `+8613800138000`; `undefined` when it is none.
 * @param country ISO 3166 country of a number written without its country code
 */
export function toE164(text: string, country: string): string | undefined {
  plans ??= readPlans();
  const fallback = isSupported(country, plans) ? country : undefined;
  const options = fallback === undefined ? {} : { defaultCountry: fallback };
  const parsed = parsePhoneNumberFromString(toHalfWidth(text), options, plans);
  return parsed?.isPossible() === true ? parsed.number : undefined;
}

function readPlans(): MetadataJson {
  return JSON.parse(readFileSync(assetPath(NUMBERING_PLANS), "utf8"));
}

function isSupported(country: string, metadata: MetadataJson): country is CountryCode {
  return country in metadata.countries;
}

/** Digits and signs typed with a Chinese keyboard in full width. */
function toHalfWidth(text: string): string {
  return text.normalize("NFKC");
}
