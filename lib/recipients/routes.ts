import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes, HTML } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { CARE_KINDS } from "../mail/mail.ts";
import { historyRoute } from "../resource/history.ts";
import { text } from "../text/text.ts";
import { mailRecipientAnswer } from "./recipient.ts";

const read = { resource: "mail-recipient", action: "read" } as const;
const update = { resource: "mail-recipient", action: "update" } as const;
const id = z.strictObject({ id: idOf("mail-recipient") });
const token = z.strictObject({ token: z.string() });
/** The part before the @ has at most 64 characters (RFC 5321). */
const address = z
  .email({ error: "must be an e-mail address" })
  .max(254)
  .refine((given) => given.indexOf("@") <= 64, { error: "must be an e-mail address" });
const kinds = z.array(z.enum(CARE_KINDS)).max(CARE_KINDS.length);

const example = {
  id: "mrc_0000000000V7Q8F2M4N6P8R0T2",
  version: 1,
  createdAt: "2026-11-22T02:00:00.000Z",
  createdBy: "system",
  updatedAt: "2026-11-22T02:00:00.000Z",
  updatedBy: "system",
  address: "wang@example.cn",
  refused: ["campaign" as const],
};
const suppressed = {
  ...example,
  suppression: { reason: "by-hand" as const, at: "2026-11-22T02:00:00.000Z", note: "来电要求" },
};

export const recipientRoutes = defineRoutes({
  list: {
    id: "mail-recipient.list",
    method: "GET",
    path: "/mail-recipients",
    summary: "What is known of an address; without one, the addresses to which nothing but work is sent",
    access: read,
    query: z.strictObject({ ...paging, address: address.optional() }),
    response: pageOf(mailRecipientAnswer),
    budget: { calls: 1 },
    example: { response: { items: [suppressed], nextCursor: null } },
  },
  add: {
    id: "mail-recipient.add",
    method: "POST",
    path: "/mail-recipients",
    summary: "Write down which kinds of mail the owner of an address wants no more of, e.g. after a call",
    access: { resource: "mail-recipient", action: "create" },
    body: z.strictObject({ address, refused: kinds }),
    response: mailRecipientAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["already-exists"],
    example: { body: { address: "wang@example.cn", refused: ["campaign"] }, response: example },
  },
  read: {
    id: "mail-recipient.read",
    method: "GET",
    path: "/mail-recipients/{id}",
    summary: "Read what is known of an address",
    access: read,
    params: id,
    response: mailRecipientAnswer,
    budget: { calls: 1 },
    example: { response: example },
  },
  change: {
    id: "mail-recipient.change",
    method: "PATCH",
    path: "/mail-recipients/{id}",
    summary: "Change which kinds of mail an address refuses",
    access: update,
    params: id,
    body: z.strictObject({ refused: kinds }),
    response: mailRecipientAnswer,
    budget: { calls: 2 },
    problems: ["stale-version"],
    example: { body: { refused: [] }, response: { ...example, refused: [], version: 2 } },
  },
  suppress: {
    id: "mail-recipient.suppress",
    method: "POST",
    path: "/mail-recipients/{id}/suppress",
    summary: "Send an address nothing but work any more",
    access: update,
    params: id,
    body: z.strictObject({ note: text(500).optional() }),
    response: mailRecipientAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { note: "来电要求" }, response: suppressed },
  },
  lift: {
    id: "mail-recipient.lift",
    method: "POST",
    path: "/mail-recipients/{id}/lift",
    summary: "Let an address be written to again after a bounce or a complaint",
    access: update,
    params: id,
    body: z.strictObject({ note: text(500).meta({ description: "Why; kept with the record" }) }),
    response: mailRecipientAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: { note: "客户确认邮箱已恢复" },
      response: { ...example, version: 2, liftedBecause: "客户确认邮箱已恢复" },
    },
  },
  history: historyRoute("mail-recipient", "mail-recipients", idOf("mail-recipient")),
  show: {
    id: "mail-recipient.show-choice",
    method: "GET",
    path: "/unsubscribe/{token}",
    summary: "The page on which a customer chooses which mails to keep, by the link of a mail",
    access: "public",
    params: token,
    produces: HTML,
    budget: { calls: 1 },
    problems: ["gone"],
  },
  choose: {
    id: "mail-recipient.choose",
    method: "POST",
    path: "/unsubscribe/{token}",
    summary: "A customer's choice; the one-click button of a mail program refuses all kinds (RFC 8058)",
    access: "public",
    params: token,
    body: z.strictObject({ keep: kinds }),
    consumes: ["application/x-www-form-urlencoded", "multipart/form-data"],
    produces: HTML,
    maxBodyBytes: 10_000,
    budget: { calls: 2 },
    problems: ["gone"],
    example: { body: { keep: ["care", "membership"] } },
  },
});
