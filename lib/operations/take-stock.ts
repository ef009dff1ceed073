import { totals } from "../aggregates/totals.ts";
import { countOverdue } from "../follow-ups/overdue.ts";
import { oldestUnsent } from "../mail/oldest-unsent.ts";
import { memberLedger } from "../memberships/ledgers.ts";
import { membershipTiers } from "../memberships/tiers.ts";
import { MEMBERS, OPEN_REQUESTS, OVERDUE_FOLLOW_UPS } from "../metrics/business.ts";
import { OLDEST_UNSENT_MAIL } from "../metrics/mails.ts";
import { measure } from "../metrics/measure.ts";
import { countOpen } from "../service-requests/count-open.ts";
import { setting } from "../settings/setting.ts";

/** Tells CloudWatch how things stand that no event tells of: what is overdue, open or waits, and how many members there are. */
export async function takeStock(now: Date): Promise<void> {
  const { tiers } = await setting(membershipTiers);
  const [overdue, open, waits, members] = await Promise.all([
    countOverdue(now),
    countOpen(now),
    oldestUnsent(now),
    totals(
      memberLedger,
      "tier",
      tiers.map(({ key }) => ({ tier: key })),
    ),
  ]);
  measure(OVERDUE_FOLLOW_UPS, overdue);
  measure(OPEN_REQUESTS, open);
  measure(OLDEST_UNSENT_MAIL, waits);
  const count = new Map(members.map(({ dimensions, measures }) => [dimensions.tier, measures.members]));
  for (const { key } of tiers) measure(MEMBERS, count.get(key) ?? 0, key);
}
