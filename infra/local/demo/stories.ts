import type { Person } from "../../../lib/access/directory.ts";
import { customers } from "../../../lib/customers/customer.ts";
import { completeFollowUp } from "../../../lib/follow-ups/complete.ts";
import { createFollowUp } from "../../../lib/follow-ups/plan.ts";
import { createOpportunity } from "../../../lib/opportunities/create.ts";
import type { OpportunityBody } from "../../../lib/opportunities/input.ts";
import { loseOpportunity } from "../../../lib/opportunities/lose.ts";
import type { Opportunity } from "../../../lib/opportunities/opportunity.ts";
import { winOpportunity } from "../../../lib/opportunities/win.ts";
import { get } from "../../../lib/table/read.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { at, done } from "./act.ts";
import { complain } from "./complain.ts";
import { deliver } from "./deliver.ts";
import type { Deal, Story } from "./plan.ts";
import { serve } from "./serve.ts";
import { STAFF, type StaffKey } from "./staff.ts";

/** Who and what the stories refer to. */
export interface Cast {
  readonly staff: ReadonlyMap<StaffKey, Person>;
  /** Ids, in the order of the catalogue. */
  readonly products: readonly string[];
  readonly rivals: readonly string[];
  readonly allies: readonly string[];
}

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;
const STAGES = ["qualification", "proposal", "evaluation", "negotiation"] as const;
const METHODS = ["phone", "visit", "proposal-review", "email"] as const;
const CONTENTS = ["确认需求与预算", "现场勘察并介绍方案", "方案评审", "跟进报价与合同条款"] as const;
const OUTCOMES = [
  "客户需求明确，愿意继续",
  "客户认可方案，需调整配置",
  "对价格有异议，待内部讨论",
  "决策人支持，准备合同",
] as const;

/** Follow-ups are kept of what ended within this time; older ones would only make the first start longer. */
const RECENT = 45 * DAY;

/** The customer an opportunity is for: a new one with its contact, or one made before. */
type Whose = Pick<OpportunityBody, "customer" | "customerId" | "source">;

/** Lives through one customer's story: the first opportunity brings the customer and its contact. */
export async function live(
  { owner: key, customer, contact, deals, service }: Story,
  cast: Cast,
  today: Date,
): Promise<void> {
  const people = { owner: one(cast.staff, key), manager: one(cast.staff, managerOf(key)) };
  let whose: Whose = {
    source: customer.source,
    customer: { ...customer, kind: "company", contacts: [contact] },
  };
  for (const deal of deals) {
    const { customerId } = await pursue(deal, whose, people, cast, today);
    whose = { source: customer.source, customerId };
  }
  const record = await get(customers, whose.customerId ?? "");
  for (const call of service.calls) await serve(record, call, cast, today);
  if (service.grievance !== undefined) await complain(record.id, service.grievance, cast);
}

async function pursue(
  deal: Deal,
  whose: Whose,
  { owner, manager }: { owner: Person; manager: Person },
  cast: Cast,
  today: Date,
): Promise<Opportunity> {
  const { startedAt, end } = deal;
  const opportunity = await done(
    createOpportunity({ ...described(deal, cast), ...whose }, { allowDuplicate: true }, at(owner, startedAt)),
  );
  const { id } = opportunity;
  if (end === undefined || end.at.getTime() > today.getTime() - RECENT) await follow(id, deal, owner, today);
  if (end?.kind === "won") {
    const won = await done(winOpportunity(id, {}, at(manager, end.at)));
    await deliver(won, end.at, owner, today);
  }
  if (end?.kind === "lost") await done(loseOpportunity(id, loss(deal, end.reason, cast), at(owner, end.at)));
  return opportunity;
}

async function follow(id: string, deal: Deal, owner: Person, today: Date): Promise<void> {
  const { startedAt, steps, end } = deal;
  const first = planned(0, steps[0] ?? nextAfter(today, deal));
  let followUp = await done(createFollowUp(id, first, at(owner, startedAt)));
  for (const [index, when] of steps.entries()) {
    const following = steps[index + 1] ?? (end === undefined ? nextAfter(today, deal) : undefined);
    const report = {
      outcome: OUTCOMES[index % OUTCOMES.length] ?? OUTCOMES[0],
      attitude: deal.attitude,
      stage: STAGES[Math.min(index, STAGES.length - 1)],
      ...(following === undefined
        ? { noNextReason: "等待最终决定" }
        : { next: planned(index + 1, following) }),
    };
    const { nextId = "" } = await done(completeFollowUp(followUp.id, report, at(owner, when)));
    followUp = { ...followUp, id: nextId };
  }
}

function described({ name, lines, rivals, ally, attitude, startedAt, expectedIn }: Deal, cast: Cast) {
  const partnerId = ally === undefined ? undefined : cast.allies[ally];
  return {
    name,
    customerAttitude: attitude,
    competitionLevel: rivals.length > 0 ? ("medium" as const) : ("none" as const),
    expectedCloseOn: dateIn(new Date(startedAt.getTime() + expectedIn * DAY), ZONE),
    lines: lines.map(({ product, quantity, discount }) => ({
      productId: cast.products[product] ?? "",
      quantity,
      discount,
    })),
    competitors: rivals.map((rival) => ({
      competitorId: cast.rivals[rival] ?? "",
      threat: "medium" as const,
    })),
    ...(partnerId !== undefined && { partners: [{ partnerId, role: "实施" }] }),
  };
}

function planned(index: number, plannedAt: Date) {
  return {
    method: METHODS[index % METHODS.length] ?? METHODS[0],
    plannedAt: plannedAt.toISOString(),
    content: CONTENTS[index % CONTENTS.length] ?? CONTENTS[0],
  };
}

/** The next contact of an opportunity that is still open: in the two weeks after today, in working hours. */
function nextAfter(today: Date, { attitude, lines }: Deal): Date {
  const at = new Date(today.getTime() + (1 + ((attitude * 3 + lines.length * 5) % 14)) * DAY);
  at.setUTCHours(1 + attitude, 30, 0, 0);
  return at;
}

function loss({ rivals }: Deal, reason: string, cast: Cast) {
  const lostTo = rivals[0] === undefined ? undefined : cast.rivals[rivals[0]];
  return { reason, ...(lostTo !== undefined && reason !== "no-budget" && { lostTo }) };
}

function managerOf(seller: StaffKey): StaffKey {
  const department = STAFF.find(({ key }) => key === seller)?.department;
  return (
    STAFF.find((staff) => staff.role === "sales-manager" && staff.department === department)?.key ??
    "director"
  );
}

function one(staff: Cast["staff"], key: StaffKey): Person {
  const found = staff.get(key);
  if (found === undefined) throw new Error(`${key} does not work here`);
  return found;
}
