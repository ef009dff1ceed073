import { occurrence } from "../../events/event.ts";
import { mailAdvanced, mailQueued } from "../../events/mail.ts";
import type { Noun } from "../projections/noun.ts";
import type { Item } from "../table/entity.ts";
import { mail } from "./mail.ts";

/** Mails: written once, sent by whoever hears of it; what becomes of those to customers is told. */
export const mailNoun: Noun = {
  type: "mail",
  history: false,
  announce: (was, is) => (was === undefined ? queued(is) : advanced(was, is)),
  timeline: () => [],
  copies: () => [],
};

/** One that is to wait is the sweep's. */
function queued({ id, queuedAt, nextTryAt = queuedAt }: Item) {
  const waits = String(nextTryAt) > String(queuedAt);
  return waits ? [] : [occurrence(mailQueued, { mailId: String(id) })];
}

function advanced({ status: before }: Item, is: Item) {
  if (is.kind === undefined || is.kind === "work" || is.status === before) return [];
  const { id, kind, rule, about, customerId, recipientId, status } = mail.parse(is);
  if (kind === "work" || status === "queued" || status === "sending") return [];
  return [occurrence(mailAdvanced, { mailId: id, kind, rule, about, customerId, recipientId, to: status })];
}
