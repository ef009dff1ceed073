import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * A phone number in E.164, e.g. `+8613800138000`; `undefined` when it is none.
 * @param country ISO 3166 country of a number written without its country code
 */
export function toE164(text: string, country: string): string | undefined {
  const fallback: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(toHalfWidth(text), fallback);
  return parsed?.isPossible() === true ? parsed.number : undefined;
}

/** Digits and signs typed with a Chinese keyboard in full width. */
function toHalfWidth(text: string): string {
  return text.normalize("NFKC");
}
