import type { Flaw } from "../problem/problem.ts";

/** Every amount in a request body that is not in the base currency (DOMAIN §1). */
export function foreignAmounts(value: unknown, baseCurrency: string, pointer = ""): Flaw[] {
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return [];
  if ("amount" in value && "currency" in value && value.currency !== baseCurrency) {
    return [
      { pointer: `${pointer}/currency`, detail: `must be ${baseCurrency}, the company's base currency` },
    ];
  }
  return Object.entries(value).flatMap(([name, part]) =>
    foreignAmounts(part, baseCurrency, `${pointer}/${name}`),
  );
}
