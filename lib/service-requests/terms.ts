import { businessCalendar } from "../business-hours/calendar.ts";
import { serviceLevels } from "../service-levels/level.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type ServiceCatalog, serviceCatalog } from "./catalog.ts";
import type { Clock } from "./targets.ts";

/** What the company's settings say of service. */
export interface Terms {
  readonly clock: Clock;
  readonly levels: typeof serviceLevels.default;
  readonly catalog: ServiceCatalog;
  readonly baseCurrency: string;
}

/** The settings that requests are decided by, from the cache. */
export async function termsNow(): Promise<Terms> {
  const [calendar, levels, catalog, { timeZone, baseCurrency }] = await Promise.all([
    businessCalendar(),
    setting(serviceLevels),
    setting(serviceCatalog),
    setting(company),
  ]);
  return { clock: { calendar, timeZone }, levels, catalog, baseCurrency };
}
