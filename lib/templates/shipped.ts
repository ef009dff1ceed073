import { birthdays } from "./shipped/birthdays.ts";
import { holidays } from "./shipped/holidays.ts";
import { membership } from "./shipped/membership.ts";
import { offers } from "./shipped/offers.ts";
import { service } from "./shipped/service.ts";
import type { TemplateValue } from "./template.ts";

/** The templates that the product ships, by key; a company changes them and can restore the default (DOMAIN §11). */
export const shipped: ReadonlyMap<string, TemplateValue> = new Map(
  Object.entries({ ...birthdays, ...holidays, ...membership, ...service, ...offers }),
);
