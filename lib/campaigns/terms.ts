import { careRestraint } from "../care/settings.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";

/** The company's settings that campaigns follow. */
export async function termsOfCampaigns() {
  const [{ timeZone: zone, language }, restraint] = await Promise.all([
    setting(company),
    setting(careRestraint),
  ]);
  return { zone, language, restraint };
}
export type Terms = Awaited<ReturnType<typeof termsOfCampaigns>>;
