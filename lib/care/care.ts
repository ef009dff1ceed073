import { SYSTEM } from "../access/caller.ts";
import { type Person, person } from "../access/directory.ts";
import { asRead } from "../customers/as-read.ts";
import { customers } from "../customers/customer.ts";
import { derivedId } from "../ids/derived.ts";
import { careMailId, queueCareMail } from "../mail/care.ts";
import { conflict } from "../problem/problem.ts";
import { recipientId } from "../recipients/recipient.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put, type Write } from "../table/write.ts";
import { taskFor } from "../tasks/task-for.ts";
import { addDays, dateIn, instantIn } from "../time/zone.ts";
import { type CareMail, careMails } from "./care-mail.ts";
import type { Case } from "./case.ts";
import type { Plan } from "./decide.ts";
import { HOLD_SENTENCES } from "./restraint.ts";
import type { Terms } from "./terms.ts";
import { takeTurn } from "./turns.ts";
import { TASK_TITLES } from "./words.ts";

/** When on its day the task is due. */
const DUE = "18:00";

/**
 * Cares for somebody as it was planned: the record, the mail, the turn that the mail takes and the task, all or nothing.
 * The record's unique occasion lets it happen once, however often and by how many it is tried.
 * @param again decides anew when something changed meanwhile; gives nothing when it was done by another
 * @param held what was held back on this occasion before, and becomes a mail now
 */
export async function careFor(
  one: Case,
  plan: Plan,
  terms: Terms,
  now: Date,
  again: () => Promise<Change<CareMail | undefined>> | Change<CareMail | undefined>,
  held?: CareMail,
): Promise<Change<CareMail | undefined>> {
  const { rule, date, subject, occasion, recipient } = one;
  const { customer } = subject;
  const at = instantIn(date, "00:00", terms.zone);
  const id = careMailIdOf(one, terms);
  const owner = plan.task && held?.taskId === undefined ? await ownerOf(customer.ownerId) : undefined;
  const task = owner === undefined ? undefined : callFor(owner, one, id, terms, now);
  if (plan.mail === undefined && task === undefined) return { writes: [], result: undefined };
  const order = {
    rule: rule.id,
    recipient: { id: recipient.id },
    occasion: occasion.key,
    at,
  };
  const mail = plan.mail?.do === "send" ? plan.mail : undefined;
  const stamp = { by: SYSTEM.userId, now };
  const base = held === undefined ? firstVersion(id, stamp) : withoutReason(nextVersion(held, {}, stamp));
  const record: CareMail = {
    ...base,
    ruleId: rule.id,
    ruleName: rule.name,
    occasion: rule.occasion.kind,
    occasionKey: occasion.key,
    date,
    customerId: customer.id,
    customerName: customer.name,
    customerOwnerId: customer.ownerId,
    departmentId: customer.departmentId,
    contactId: recipient.contactId,
    recipientName: recipient.name,
    ...(task !== undefined && { taskId: task.record.id }),
    ...shownOf(plan),
    ...(mail !== undefined && { mailId: careMailId(order) }),
  };
  return {
    writes: [
      ...put(careMails, record, held),
      ...(mail === undefined ? [] : queued(one, mail, id, at, now)),
      ...(task?.writes ?? []),
      ...revisited(one, terms, now),
    ],
    result: record,
    retry: again,
  };
}

/** The id of what is done for somebody on an occasion. */
export function careMailIdOf({ rule, date, occasion }: Case, { zone }: Terms): string {
  return derivedId("care-mail", instantIn(date, "00:00", zone), rule.id, occasion.whose, occasion.key);
}

function withoutReason({ reason: _, why: __, ...held }: CareMail): CareMail {
  return held;
}

function shownOf({
  mail,
}: Plan): Pick<CareMail, "status" | "belated" | "template" | "sendAt" | "reason" | "why"> {
  if (mail === undefined) return { status: "task" };
  if (mail.do === "hold") return { status: "held", reason: mail.reason, why: HOLD_SENTENCES[mail.reason] };
  const { template, at, belated } = mail;
  return { status: "queued", template, sendAt: at.toISOString(), ...(belated && { belated }) };
}

/** Templates that say that they are late. */
const BELATED = new Set(["birthday", "holiday", "membership-anniversary"]);

function queued(
  { rule, subject, occasion, recipient, turns, addressTurns }: Case,
  mail: { readonly at: Date; readonly template: string; readonly belated: boolean },
  about: string,
  at: Date,
  now: Date,
): Write[] {
  const { customer, membership, language } = subject;
  const { id, name, address } = recipient;
  if (address === undefined) throw new Error(`${id} has no address`);
  return [
    ...queueCareMail(
      {
        kind: "care",
        rule: rule.id,
        recipient: { id, customerId: customer.id, name, address, language },
        occasion: occasion.key,
        at,
        template: { key: mail.template, tier: membership?.tier },
        values: {
          ...occasion.values,
          ...(mail.belated && BELATED.has(rule.occasion.kind) && { belated: true }),
        },
        sendAt: mail.at,
        about,
      },
      now,
    ),
    takeTurn(customer.id, turns, mail.at),
    takeTurn(recipientId(address), addressTurns, mail.at),
  ];
}

async function ownerOf(ownerId: string | undefined): Promise<Person | undefined> {
  const owner = ownerId === undefined ? undefined : await person(ownerId);
  return owner?.active === true ? owner : undefined;
}

function callFor(owner: Person, { rule, subject, recipient }: Case, id: string, { zone }: Terms, now: Date) {
  const { customer } = subject;
  const whom = recipient.contactId === undefined ? customer.name : `${recipient.name}（${customer.name}）`;
  const today = dateIn(now, zone);
  const due = instantIn(today, DUE, zone);
  const dueAt = due > now ? due : instantIn(addDays(today, 1), DUE, zone);
  const title = TASK_TITLES[owner.language][rule.occasion.kind](whom).slice(0, 200);
  const content = { title, dueAt: dueAt.toISOString() };
  const acting = { caller: SYSTEM, now };
  return taskFor(owner, { customer }, content, acting, derivedId("task", dueAt, id));
}

/** A revisit plans the next one; every other care leaves the customer as it is, and requires that it is as it was read. */
function revisited({ rule, subject: { customer } }: Case, terms: Terms, now: Date): Write[] {
  if (rule.occasion.kind !== "key-account-revisit")
    return [asRead(customer, () => conflict("the customer was deleted"), "customer")];
  const days = customer.revisitEveryDays ?? terms.revisitEveryDays;
  const next = nextVersion(
    customer,
    { revisitOn: addDays(dateIn(now, terms.zone), days) },
    { by: SYSTEM.userId, now },
  );
  return put(customers, next, customer);
}
