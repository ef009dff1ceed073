import type { Action } from "../access/grant.ts";
import { authorize } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import { unknownReference } from "../resource/reference.ts";
import { readToChange, toAct } from "../resource/verbs.ts";
import { getItems } from "../table/read.ts";
import type { Stamp } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import type { Moved } from "./course.ts";
import { MEMBERSHIP, MOVEMENT, movementWrites } from "./entries.ts";
import { type Membership, membershipIdOf, memberships } from "./membership.ts";
import { type Movement, movement, movementKey } from "./movement.ts";
import { decideRefund, type Refunding } from "./refund.ts";
import type { Refunded } from "./refunded.ts";
import { type Terms, termsNow } from "./terms.ts";

/**
 * Moves a membership's balances. However many do at once, each is decided on what the one before left: nothing is lost and
 * nothing is spent twice. Two calls.
 * @param decide pure: what the movement makes of a membership
 * @param action what the caller's roles must let them do
 * @throws Problem not-found, forbidden, and what `decide` throws
 */
export async function move<M extends Moved>(
  customerId: string,
  decide: (was: Membership, terms: Terms, stamp: Stamp) => M,
  context: Context,
  action: "update" | "delete" = "update",
): Promise<Change<M>> {
  const [found, terms] = await Promise.all([
    readToChange(memberships, membershipIdOf(customerId), context, action),
    termsNow(),
  ]);
  const moving = (was: Membership): Change<M> => {
    const result = decide(was, terms, stampOf(context));
    return {
      writes: movementWrites(result),
      result,
      retry: (refusals) => {
        const there = refusals.find(({ label }) => label === MEMBERSHIP)?.there;
        return there === undefined ? undefined : moving(toMove(there, context, { action }));
      },
    };
  };
  return moving(found);
}

/**
 * Refunds a spend or a top-up, or a part of it. Two calls.
 * @throws Problem not-found, forbidden, unknown-reference, rule-broken
 */
export async function refund(
  customerId: string,
  { spendId, topUpId, ...said }: Refunding,
  context: Context,
): Promise<Change<Refunded>> {
  const membershipId = membershipIdOf(customerId);
  const [kind, movementId, pointer] =
    spendId !== undefined
      ? (["spend", spendId, "/spendId"] as const)
      : (["top-up", topUpId ?? "", "/topUpId"] as const);
  const [{ membership: found, movement: asked }, terms] = await Promise.all([
    readMovement(membershipId, movementId),
    termsNow(),
  ]);
  const current = toMove(found, context, { id: membershipId });
  if (asked?.kind !== kind) throw unknownReference(kind, movementId, pointer);
  const refunding = (was: Membership, of: Movement): Change<Refunded> => {
    const result = decideRefund(was, of, said, terms, stampOf(context));
    return {
      writes: movementWrites(result),
      result,
      retry: (refusals) => {
        const there = new Map(refusals.map((refusal) => [refusal.label, refusal.there]));
        const [record, item] = [there.get(MEMBERSHIP), there.get(MOVEMENT)];
        if (record === undefined && item === undefined) return undefined;
        return refunding(
          record === undefined ? was : toMove(record, context),
          item === undefined ? of : movement.parse(item),
        );
      },
    };
  };
  return refunding(current, asked);
}

/** A membership with one of its movements, as far as they are there. One call. */
async function readMovement(membershipId: string, movementId: string) {
  const keys = [{ pk: membershipId, sk: memberships.type }, movementKey(membershipId, movementId)] as const;
  const items = await getItems(keys);
  const [membership, found] = keys.map(({ pk, sk }) => items.get(`${pk}/${sk}`));
  return { membership, movement: found === undefined ? undefined : movement.parse(found) };
}

/** A movement of a membership that the caller may read. One call. @throws Problem not-found */
export async function readOneMovement(
  customerId: string,
  movementId: string,
  { caller }: Context,
): Promise<Movement> {
  const membershipId = membershipIdOf(customerId);
  const found = await readMovement(membershipId, movementId);
  if (found.membership === undefined) throw notFound("membership", membershipId);
  authorize(caller, "read", memberships, memberships.schema.parse(found.membership));
  if (found.movement === undefined) throw notFound("movement", movementId);
  return found.movement;
}

/** A membership that the caller may change, from its item. @throws Problem not-found, forbidden, stale-version */
function toMove(
  there: unknown,
  context: Context,
  { id = "", action = "update" }: { readonly id?: string; readonly action?: Action } = {},
): Membership {
  const record = there === undefined ? undefined : memberships.schema.parse(there);
  return toAct(memberships, record, record?.id ?? id, action, context);
}
