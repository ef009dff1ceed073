import * as z from "zod";
import { covers, reach } from "../access/reach.ts";
import { competitors } from "../competitors/competitor.ts";
import { type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { toAct } from "../resource/verbs.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { monthIn } from "../time/zone.ts";
import { missing, refuseUnknown } from "./checks.ts";
import { lossReasonOf, lossReasons } from "./loss-reasons.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { termsNow } from "./references.ts";
import { allowed } from "./rules.ts";
import { changeOf } from "./verb.ts";

/** What a caller says of a loss (DOMAIN §4). */
export const lossInput = z.strictObject({
  reason: z.string().max(60).meta({ description: "One of the setting loss-reasons" }),
  lostTo: idOf("competitor").optional().meta({ description: "The competitor who won it, if one did" }),
  failureFactors: z.string().trim().min(1, { error: "must not be empty" }).max(2000).optional(),
});
export type LossInput = z.infer<typeof lossInput>;

/**
 * Loses an opportunity. Two calls: the competitor who won it is read together with it.
 * @throws Problem conflict unless it is executing; rule-broken for an unknown reason, unknown-reference
 */
export async function loseOpportunity(
  id: string,
  input: LossInput,
  context: Context,
): Promise<Change<Opportunity>> {
  const { lostTo } = input;
  const [found, { reasons }, { timeZone }] = await Promise.all([
    findTogether([[opportunities, id], ...(lostTo === undefined ? [] : [[competitors, lostTo] as const])]),
    setting(lossReasons),
    termsNow(),
  ]);
  const record = toAct(opportunities, found.one(opportunities, id), id, "update", context);
  allowed(record, "lose");
  lossReasonOf(reasons, input.reason);
  const visible = covers(reach(context.caller, "competitor", "read"), { shared: true });
  const competing = record.competitors?.some(({ competitorId }) => competitorId === lostTo) === true;
  if (lostTo !== undefined && !competing && !(visible && found.one(competitors, lostTo) !== undefined))
    refuseUnknown([missing("competitor", lostTo, "/lostTo")]);
  return changeOf(record, "update", context, (current) =>
    nextVersion(current, lost(current, input, context.now, timeZone), stampOf(context)),
  );
}

/**
 * What losing makes of an opportunity: pure; imports lose with it what was lost long ago.
 * @param at when it was lost
 * @throws Problem conflict unless it is executing
 */
export function lost(
  record: Opportunity,
  { reason, lostTo, failureFactors }: LossInput,
  at: Date,
  timeZone: string,
): Partial<Opportunity> {
  return {
    status: allowed(record, "lose"),
    lossNumber: record.lossNumber + 1,
    lostAt: at.toISOString(),
    lossReason: reason,
    booked: bookedFor(record, at, timeZone),
    ...(lostTo !== undefined && { lostTo }),
    ...(failureFactors !== undefined && { failureFactors }),
  };
}

/** To whom and to which month a win or loss at that instant counts: to the lead, who is the owner. */
export function bookedFor(
  { ownerId, departmentId }: Pick<Opportunity, "ownerId" | "departmentId">,
  at: Date,
  timeZone: string,
): Opportunity["booked"] & {} {
  return {
    month: monthIn(at, timeZone),
    salespersonId: ownerId,
    ...(departmentId !== undefined && { departmentId }),
  };
}
