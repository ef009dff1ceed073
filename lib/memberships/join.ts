import { asRead } from "../customers/as-read.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { type Context, stampOf } from "../http/context.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { Problem, ruleBroken } from "../problem/problem.ts";
import { referred, unknownReference } from "../resource/reference.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { memberWrites } from "./entries.ts";
import { type Membership, type MembershipInput, membershipIdOf, memberships } from "./membership.ts";
import { type Terms, termsNow } from "./terms.ts";

/** Sentences that callers read. */
export const JOIN_RULES = { future: "a customer joined today or before, not on a day to come" } as const;

const CUSTOMER = "customer";
const MEMBER = "membership";

/**
 * Makes a customer a member of the first tier, also one who was a member before. Three calls: the customer, the number,
 * and the write; one more for whoever was.
 * @throws Problem unknown-reference, rule-broken, already-exists when it is one already or the number is another's
 */
export async function join(input: MembershipInput, context: Context): Promise<Change<Membership>> {
  const { customerId } = input;
  const [found, number, terms] = await Promise.all([
    findTogether([[customers, customerId]]),
    input.number ?? nextNumber("membership", context.now),
    termsNow(),
  ]);
  const customer = referred(found, customers, customerId, context.caller, "/customerId");
  if (customer === undefined) throw unknownReference("customer", customerId, "/customerId");
  return joining({ ...input, number }, customer, terms, context);
}

type Joining = Pick<Customer, "id" | "name" | "ownerId" | "departmentId">;

function joining(
  said: MembershipInput & { readonly number: string },
  customer: Joining,
  terms: Terms,
  context: Context,
  former?: Membership,
): Change<Membership> {
  const begun = newMembership(said, customer, terms, context);
  const record = former === undefined ? begun : rejoined(former, begun);
  const gone = () => unknownReference("customer", customer.id, "/customerId");
  return {
    writes: [
      ...put(memberships, record, former, { label: MEMBER }),
      ...memberWrites(undefined, record),
      asRead(customer, gone, CUSTOMER),
    ],
    result: record,
    // The customer was a member before, or was renamed or given to somebody else at this moment.
    retry: (refusals) => {
      const [member, changed] = [MEMBER, CUSTOMER].map(
        (name) => refusals.find(({ label }) => label === name)?.there,
      );
      if (member !== undefined && member.deletedAt === undefined) throw isMember(record.id);
      if (changed?.deletedAt !== undefined || (member ?? changed) === undefined) return undefined;
      return joining(
        said,
        changed === undefined ? customer : customers.schema.parse(changed),
        terms,
        context,
        member === undefined ? former : memberships.schema.parse(member),
      );
    },
  };
}

function isMember(id: string): Problem {
  return new Problem("already-exists", `the membership ${id} exists already`, { existingId: id });
}

/** Begins anew; the statement goes on where it ended. */
function rejoined({ version, createdAt, createdBy, last }: Membership, begun: Membership): Membership {
  return { ...begun, version: version + 1, createdAt, createdBy, last, rejoinedAt: begun.updatedAt };
}

/** A membership as it begins. Pure. @throws Problem rule-broken */
function newMembership(
  { customerId, number, joinedOn, note }: MembershipInput & { readonly number: string },
  { name, ownerId, departmentId }: Joining,
  { tiers, currency, timeZone }: Terms,
  context: Context,
): Membership {
  const today = dateIn(context.now, timeZone);
  if (joinedOn !== undefined && joinedOn > today) throw ruleBroken(JOIN_RULES.future, "/joinedOn");
  const nothing = { amount: 0, currency };
  return {
    ...firstVersion(membershipIdOf(customerId), stampOf(context)),
    customerId,
    customerName: name,
    customerOwnerId: ownerId,
    departmentId,
    number,
    note,
    joinedOn: joinedOn ?? today,
    tier: tiers[0]?.key ?? "",
    tierSince: context.now.toISOString(),
    tierMove: "joined",
    qualification: { spend: nothing, purchases: 0 },
    storedValue: { balance: nothing, bonus: nothing },
    points: { balance: 0, owed: 0, lots: [] },
  };
}
