import { authorize, covers, reach } from "../access/reach.ts";
import { customersByPhone } from "../contacts/by-phone.ts";
import type { Context } from "../http/context.ts";
import { e164 } from "../phone/reachable.ts";
import { notFound } from "../problem/problem.ts";
import { findIn } from "../resource/find.ts";
import { type ListRequest, listRecords } from "../resource/verbs.ts";
import { findByClaims } from "../table/lookup.ts";
import { type Page, readPage } from "../table/page.ts";
import { find, getItems } from "../table/read.ts";
import { type Membership, membershipIdOf, memberships, numberClaim, tierShelf } from "./membership.ts";
import {
  type LedgerName,
  type StatementEntry,
  statementEntry,
  statementPartition,
  statementPrefix,
} from "./statement.ts";

export interface MembershipQuery {
  readonly tier?: string | undefined;
  readonly number?: string | undefined;
  /** Of the customer, or of one of its contacts. */
  readonly phone?: string | undefined;
}

type Request = Pick<ListRequest<Membership>, "limit" | "cursor" | "asked">;

/**
 * The memberships that the caller may read and that fit, newest first. One call a page; two by number, three by phone.
 * @throws Problem invalid-request when the phone is no phone number
 */
export async function findMemberships(
  wanted: MembershipQuery,
  request: Request,
  context: Context,
): Promise<Page<Membership>> {
  const { tier, number, phone } = wanted;
  if (number !== undefined || phone !== undefined) {
    const found = phone === undefined ? await byNumber(number ?? "") : await byPhone(phone);
    const readable = reach(context.caller, "membership", "read");
    const fits = (record: Membership) =>
      covers(readable, { ...record, ...memberships.owner?.(record), shared: false }) &&
      (number === undefined || record.number === number) &&
      (tier === undefined || record.tier === tier);
    return { items: found.filter(fits).slice(0, request.limit), nextCursor: null };
  }
  if (tier === undefined) return listRecords(memberships, request, context);
  const passes = (record: Membership) => record.tier === tier;
  if (!reach(context.caller, "membership", "read").all)
    return listRecords(memberships, { ...request, passes }, context);
  const place = { partitions: [{ index: "byName", key: tierShelf(tier) } as const] };
  return findIn(memberships, place, request, context);
}

async function byNumber(number: string): Promise<Membership[]> {
  return [...(await findByClaims(memberships, [numberClaim(number)])).values()];
}

async function byPhone(phone: string): Promise<Membership[]> {
  const customerIds = await customersByPhone(await e164(phone, "query/phone"));
  const keys = customerIds.map((id) => ({ pk: membershipIdOf(id), sk: memberships.type }));
  const items = await getItems(keys);
  return [...items.values()]
    .map((item) => memberships.schema.parse(item))
    .filter(({ deletedAt }) => deletedAt === undefined);
}

/**
 * A page of one ledger of a membership, newest first; the first line's balance is the membership's own. It stays when the
 * membership has ended. Two calls.
 * @throws Problem not-found
 */
export async function readStatement(
  customerId: string,
  { ledger, ...request }: Request & { readonly ledger: LedgerName },
  context: Context,
): Promise<Page<StatementEntry>> {
  const id = membershipIdOf(customerId);
  const membership = await find(memberships, id);
  if (membership === undefined) throw notFound("membership", id);
  authorize(context.caller, "read", memberships, membership);
  return readPage({
    ...request,
    waves: [[{ index: "table", key: statementPartition(id) }]],
    range: { prefix: statementPrefix(ledger) },
    parse: (item) => statementEntry.parse(item),
  });
}
