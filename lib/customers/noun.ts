import { careConsentWithdrawn, careNewcomer } from "../../events/care.ts";
import {
  customerCreated,
  customerDepartmentChanged,
  customerOwnerChanged,
  customerRenamed,
  customerTypeChanged,
} from "../../events/customer.ts";
import { occurrence } from "../../events/event.ts";
import { isNewcomer } from "../care/newcomer.ts";
import { isWithdrawn } from "../contacts/consent.ts";
import { defineNoun } from "../projections/define.ts";
import { type Customer, customers } from "./customer.ts";

/** What one change of a customer is to others. */
type Step = "created" | "type-changed" | "owner-changed" | "department-changed" | "renamed";

/** The steps of a change, in order. */
function stepsOf(was: Customer | undefined, is: Customer): Step[] {
  if (is.deletedAt !== undefined) return [];
  if (was === undefined) return ["created"];
  return [
    ...(was.type !== is.type ? (["type-changed"] as const) : []),
    ...(was.ownerId !== is.ownerId ? (["owner-changed"] as const) : []),
    ...(was.ownerId === is.ownerId && was.departmentId !== is.departmentId
      ? (["department-changed"] as const)
      : []),
    ...(was.name !== is.name ? (["renamed"] as const) : []),
  ];
}

function announce(step: Step, was: Customer | undefined, is: Customer) {
  const customerId = is.id;
  switch (step) {
    case "created":
      return occurrence(customerCreated, { customerId, ownerId: is.ownerId });
    case "type-changed":
      return occurrence(customerTypeChanged, { customerId, from: was?.type ?? is.type, to: is.type });
    case "owner-changed":
      return occurrence(customerOwnerChanged, { customerId, from: was?.ownerId, to: is.ownerId });
    case "department-changed":
      return occurrence(customerDepartmentChanged, { customerId });
    case "renamed":
      return occurrence(customerRenamed, { customerId });
    default:
      return step satisfies never;
  }
}

function timelineLine(step: Step, was: Customer | undefined, is: Customer) {
  const line = (title: string, data?: Record<string, unknown>) => ({
    customerId: is.id,
    kind: `customer.${step}`,
    title,
    ...(data !== undefined && { data }),
  });
  switch (step) {
    case "created":
      return line(`${is.number} was created`);
    case "type-changed":
      return line(`became ${is.type}`, { from: was?.type, to: is.type, reason: is.inactiveReason });
    case "owner-changed":
      return line("has a new owner", { from: was?.ownerId, to: is.ownerId });
    case "department-changed":
      return [];
    case "renamed":
      return line(`is called ${is.name}`, { from: was?.name, to: is.name });
    default:
      return step satisfies never;
  }
}

export const customerNoun = defineNoun(customers, {
  announce: (was, is) => [
    ...stepsOf(was, is).map((step) => announce(step, was, is)),
    ...(isWithdrawn(was, is) ? [occurrence(careConsentWithdrawn, { customerId: is.id })] : []),
    ...(isNewcomer(was, is) ? [occurrence(careNewcomer, { customerId: is.id, recordId: is.id })] : []),
  ],
  timeline: (was, is) => stepsOf(was, is).flatMap((step) => timelineLine(step, was, is)),
});
