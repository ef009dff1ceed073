import { businessHours, holidays } from "./business-hours/hours.ts";
import { careRestraint, careSettings } from "./care/settings.ts";
import { complaintRules } from "./complaints/settings.ts";
import { valueRules } from "./customer-value/settings.ts";
import { customerCare } from "./customers/settings.ts";
import { followUpReminders } from "./follow-ups/reminders.ts";
import { links } from "./mail/links.ts";
import { pointsRules } from "./memberships/points-rules.ts";
import { membershipTiers } from "./memberships/tiers.ts";
import { topUpBonus } from "./memberships/top-up-bonus.ts";
import { numbering } from "./numbering/numbering.ts";
import { lossReasons } from "./opportunities/loss-reasons.ts";
import { pipeline } from "./opportunities/pipeline.ts";
import { serviceLevels } from "./service-levels/level.ts";
import { serviceCatalog } from "./service-requests/catalog.ts";
import { company } from "./settings/company.ts";
import type { Setting } from "./settings/setting.ts";
import { satisfaction } from "./surveys/settings.ts";
import { taskReminders } from "./tasks/reminders.ts";

/** Every settings document: what is listed here can be read and changed at `/settings/{name}`. */
export const settings: readonly Setting<unknown>[] = [
  company,
  customerCare,
  valueRules,
  numbering,
  pipeline,
  lossReasons,
  followUpReminders,
  taskReminders,
  satisfaction,
  complaintRules,
  links,
  businessHours,
  holidays,
  serviceLevels,
  membershipTiers,
  pointsRules,
  topUpBonus,
  serviceCatalog,
  careSettings,
  careRestraint,
];
