import type { Action, Grant } from "../../lib/access/grant.ts";
import type { Relation } from "./world.ts";

/** What belongs to nobody: everybody's who has a grant on it. Everything else is somebody's. */
const SHARED = new Set([
  "department",
  "role",
  "settings",
  "product",
  "partner",
  "competitor",
  "commission-plan",
  "knowledge-article",
  "care-rule",
  "mail-recipient",
  "segment",
]);

/** Which relations a scope reaches from the sales department, as DOMAIN §2 has it; the product's own code is not asked. */
const SCOPES: Readonly<Record<Grant["scope"], readonly Relation[]>> = {
  own: ["own"],
  department: ["own", "colleague"],
  "department-and-below": ["own", "colleague", "below"],
  "chosen-departments": ["own", "chosen"],
  all: ["own", "colleague", "below", "chosen", "foreign"],
};

/** A contact is what its customer is. */
const GRANTED_AS: Readonly<Record<string, string>> = { contact: "customer" };

/** Whether grants let somebody act on a record of a type that stands so to them. */
export function reaches(
  grants: readonly Grant[],
  type: string,
  action: Action,
  relation: Relation,
  resource: string = GRANTED_AS[type] ?? type,
): boolean {
  return grants.some(
    (grant) =>
      grant.resource === resource &&
      grant.actions.includes(action) &&
      (SHARED.has(type) || SCOPES[grant.scope].includes(relation)),
  );
}

export function isOwned(type: string): boolean {
  return !SHARED.has(type);
}
