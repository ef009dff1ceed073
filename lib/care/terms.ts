import { customerCare } from "../customers/settings.ts";
import { membershipTiers } from "../memberships/tiers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { careRestraint, careSettings } from "./settings.ts";

/** The company's settings that caring follows. */
export async function termsOfCare() {
  const [{ timeZone: zone, language }, care, restraint, { tiers }, { revisitEveryDays }] = await Promise.all([
    setting(company),
    setting(careSettings),
    setting(careRestraint),
    setting(membershipTiers),
    setting(customerCare),
  ]);
  const tierNames = new Map(tiers.map(({ key, name }) => [key, name]));
  return {
    zone,
    language,
    leapDay: care.leapDayBirthday,
    important: care.important,
    restraint,
    tierNames,
    revisitEveryDays,
  };
}
export type Terms = Awaited<ReturnType<typeof termsOfCare>>;
