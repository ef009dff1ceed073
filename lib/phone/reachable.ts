import { Problem } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { toE164 } from "./phone.ts";

/**
 * Phone in E.164 and e-mail in lower case, so that one person is recognized however they are written (DOMAIN §3).
 * @throws Problem invalid-request when the phone is no phone number
 */
export async function reachable<T extends { phone?: string | undefined; email?: string | undefined }>(
  input: T,
): Promise<T> {
  const { phone, email } = input;
  const normalized = { ...input, ...(email !== undefined && { email: email.toLowerCase() }) };
  return phone === undefined ? normalized : { ...normalized, phone: await e164(phone, "/phone") };
}

/**
 * A phone number as it is kept and looked up; one without a country code is of the company's country.
 * @param pointer where the request has it
 * @throws Problem invalid-request when it is no phone number
 */
export async function e164(phone: string, pointer: string): Promise<string> {
  const { phoneCountry } = await setting(company);
  const number = toE164(phone, phoneCountry);
  if (number !== undefined) return number;
  const detail = "must be a phone number, with its country code unless it is of the company's country";
  throw new Problem("invalid-request", `${pointer}: ${detail}`, { flaws: [{ pointer, detail }] });
}
