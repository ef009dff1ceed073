import * as z from "zod";
import { departmentTree } from "../access/directory.ts";
import type { Context } from "../http/context.ts";
import { attentionList, type Neglect, neglectOf, quietSince } from "../opportunities/attention.ts";
import { type Opportunity, opportunities, opportunityAnswer } from "../opportunities/opportunity.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { partitionOf } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { instant } from "../time/calendar.ts";
import { dateIn } from "../time/zone.ts";
import { type Scope, scopeOf } from "./scope.ts";

/** A line of the report. */
export const stalledOpportunity = z
  .object({
    ...opportunityAnswer.pick({
      id: true,
      number: true,
      name: true,
      customerId: true,
      customerName: true,
      ownerId: true,
      departmentId: true,
      amount: true,
      stage: true,
      probability: true,
      expectedCloseOn: true,
    }).shape,
    reasons: z.array(z.enum(["no-follow-up", "close-date-overdue"] satisfies Neglect[])),
    quietSince: instant,
    href: z.string(),
  })
  .meta({ id: "StalledOpportunity" });
type Stalled = z.infer<typeof stalledOpportunity>;

/**
 * Executing opportunities without a completed follow-up for some days, or past their expected close, the longest
 * neglected first (DOMAIN §10). One call a page for one's own; else one for each department in scope.
 */
export async function stalledReport(
  { days }: { days: number },
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller, now }: Context,
): Promise<Page<Stalled>> {
  const [{ timeZone }, tree] = await Promise.all([setting(company), departmentTree()]);
  const today = dateIn(now, timeZone);
  const visible = scopeOf(caller);
  const neglect = (record: Opportunity) => neglectOf(record, days, now, today);
  const page = await readPage({
    ...request,
    waves: listsFor(visible, [...tree.keys()]),
    order: "ascending",
    range: { between: ["0", `${today}#\u{10FFFF}`] },
    parse: (item) => opportunities.schema.parse(item),
    passes: (record) => visible.covers(record.ownerId, record.departmentId) && neglect(record).length > 0,
  });
  return {
    ...page,
    items: page.items.map((record) => ({
      ...record,
      reasons: neglect(record),
      quietSince: new Date(quietSince(record)).toISOString(),
      href: `/opportunities/${record.id}`,
    })),
  };
}

/** First one's own elsewhere, by age; then those of departments, by the day since which they need attention. */
function listsFor({ all, reach }: Scope, everyDepartment: readonly string[]): Partition[][] {
  if (reach.none) return [];
  const list = (departmentId: string | undefined): Partition => ({
    index: "byDue",
    key: attentionList(departmentId),
  });
  if (all) return [[...everyDepartment.map(list), list(undefined)]];
  const own: Partition = {
    index: "byOwner",
    key: partitionOf.owner(reach.userId, "opportunity", "executing"),
    takes: ({ departmentId }) => !reach.departments.has(String(departmentId)),
  };
  return [[own], [...reach.departments].map(list)];
}
