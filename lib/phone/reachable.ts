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
  if (phone === undefined) return normalized;
  const { phoneCountry } = await setting(company);
  const e164 = toE164(phone, phoneCountry);
  if (e164 !== undefined) return { ...normalized, phone: e164 };
  const detail = "must be a phone number, with its country code unless it is of the company's country";
  throw new Problem("invalid-request", `/phone: ${detail}`, { flaws: [{ pointer: "/phone", detail }] });
}
