import { entryItem, type Measures } from "../aggregates/ledger.ts";
import { restate, type Standing } from "../aggregates/standing.ts";
import { NONE } from "../ids/id.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { conflict } from "../problem/problem.ts";
import { takeClaim } from "../table/claim.ts";
import { tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import { put, putBeside, putOnce, type Write } from "../table/write.ts";
import type { Moved } from "./course.ts";
import { memberLedger, membershipLedger } from "./ledgers.ts";
import { type Membership, memberships } from "./membership.ts";
import { type Movement, movementKey } from "./movement.ts";
import { isLine, lineFields, statementKey } from "./statement.ts";

/** Names the writes of a movement to `Change.retry`. */
export const MEMBERSHIP = "membership";
export const MOVEMENT = "movement";

/**
 * All that a movement writes, in one transaction: the membership with its new balances, the lines of its statement, what
 * can be refunded, and what it adds to reports. The membership's version guards all of them.
 */
export function movementWrites(moved: Moved): Write[] {
  const { was, next, lines, movement } = moved;
  return [
    ...put(memberships, next, was, { label: MEMBERSHIP }),
    ...lines.filter(isLine).map((line, index) => putBeside(lineItem(moved, line, index))),
    ...(movement === undefined ? [] : movementWrite(movement.next, movement.was)),
    ...entryWrites(moved),
    ...purchaseWrites(moved),
    ...memberWrites(was, next),
  ];
}

/** What a change of a membership writes to the ledger that says how many there are. */
export function memberWrites(was: Membership | undefined, is: Membership): Write[] {
  return restate(was === undefined ? [] : standingOf(was), standingOf(is), is, { membershipId: is.id });
}

function standingOf({ joinedOn, tier, deletedAt }: Membership): Standing[] {
  if (deletedAt !== undefined) return [];
  const dimensions = { month: joinedOn.slice(0, 7), tier };
  return [{ ledger: memberLedger, dimensions, measures: { members: 1 } }];
}

function lineItem({ was, next, about }: Moved, line: Moved["lines"][number], index: number) {
  const { id: movementId, kind: movement, at, reference, note, refunds } = about;
  const key = statementKey(was.id, line.ledger, movementId, index);
  return {
    ...lineFields(line, next.storedValue.balance.currency),
    ...key,
    entity: "statement",
    id: `${movementId}-${index}`,
    movementId,
    movement,
    at,
    recordedAt: next.updatedAt,
    recordedBy: next.updatedBy,
    reference,
    note,
    refunds,
  };
}

function movementWrite(next: Movement, was: Movement | undefined): Write[] {
  const item: Item & { pk: string; sk: string } = {
    ...next,
    ...movementKey(next.membershipId, next.id),
    entity: "movement",
  };
  if (was === undefined) {
    const { reference, membershipId, id, kind } = next;
    const value = `reference:${membershipId}/${kind}/${reference}`;
    const claim = takeClaim("movement", id, { value, pointer: "/reference" });
    return [
      putOnce(item, () => conflict("this is recorded already")),
      ...(reference === undefined ? [] : [claim]),
    ];
  }
  return [
    {
      label: MOVEMENT,
      item: {
        Put: {
          TableName: tableName(),
          Item: item,
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": was.version },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refused: () => conflict("it is being refunded at this moment"),
    },
  ];
}

function entryWrites({ was, next, about, measures, expired }: Moved): Write[] {
  const { id: membership, customerId, customerOwnerId: agent = NONE, departmentId: department = NONE } = next;
  const entry = (key: string, month: string, tier: string, counted: Measures) =>
    putBeside(
      entryItem(
        membershipLedger,
        {
          dimensions: { month, department, agent, tier, membership },
          key,
          revision: 1,
          measures: counted,
          month,
          changedAt: next.updatedAt,
        },
        { customerId },
      ),
    );
  const { id, month, tier } = about;
  return [
    ...(Object.keys(measures).length === 0 ? [] : [entry(id, month, tier, measures)]),
    ...(expired.points === 0
      ? []
      : [entry(`${id}#expired`, expired.month, was.tier, { pointsExpired: expired.points })]),
  ];
}

/** What a purchase adds to all that the customer bought, or a refund takes away from it. */
function purchaseWrites({ next, about, purchase, movement }: Moved): Write[] {
  if (purchase === undefined) return [];
  // A refund stands beside what it takes back.
  const { at: wonAt, month } = movement?.was ?? about;
  const { customerId, id: membershipId, updatedAt: changedAt } = next;
  const { id: movementId } = about;
  const entry = {
    dimensions: { customer: customerId },
    key: `movement#${movementId}`,
    revision: 1,
    measures: purchase,
    month,
    changedAt,
  };
  return [
    putBeside(
      entryItem(purchaseLedger, entry, { kind: "purchase", customerId, membershipId, movementId, wonAt }),
    ),
  ];
}
