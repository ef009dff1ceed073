import { person } from "../access/directory.ts";
import { contacts } from "../contacts/contact.ts";
import { customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { pointerTo } from "../http/flaws.ts";
import { derivedId } from "../ids/derived.ts";
import { renderLetter } from "../mail/letter.ts";
import type { Language } from "../mail/mail.ts";
import { type OccasionName, readKey } from "../mail/occasions.ts";
import { queued } from "../mail/queue.ts";
import type { Rendered } from "../mail/render.ts";
import { type Value, type Values, wrongValues } from "../mail/values.ts";
import { notFound, Problem } from "../problem/problem.ts";
import { unsubscribeLink } from "../recipients/link.ts";
import { referred, unknownReference } from "../resource/reference.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { requireFillable } from "./check.ts";
import { exampleValues } from "./examples.ts";
import { fill } from "./fill.ts";
import { templateFor } from "./find.ts";
import type { TemplateValue } from "./template.ts";

/** For whom a mail is tried out, and with what in it. */
export interface Trial {
  readonly customerId?: string | undefined;
  /** Of that customer. */
  readonly contactId?: string | undefined;
  /** The recipient's own unless told. */
  readonly language?: Language | undefined;
  /** Instead of examples. */
  readonly values?: Readonly<Record<string, Value>> | undefined;
}

/**
 * What a customer would be sent, from the template as it stands or as somebody is about to save it. One call, and the
 * template's own.
 * @throws Problem not-found, unknown-reference, rule-broken when the draft cannot be filled in
 */
export async function previewMail(
  key: string,
  { draft, ...trial }: Trial & { draft?: TemplateValue | undefined },
  context: Context,
): Promise<Rendered & { language: Language }> {
  const { occasion, language, values } = await tried(key, trial, context);
  if (draft !== undefined) requireFillable(draft, occasion);
  const { layout, texts, version } = draft === undefined ? await standing(key) : { ...draft, version: 0 };
  const { name } = await setting(company);
  const letter = {
    layout,
    language,
    ...fill(texts[language], occasion, { ...values, company: name }, language),
    unsubscribeUrl: await unsubscribeLink(mailOf(key, context), context.caller.email),
    from: { key, version },
  };
  return { ...renderLetter(letter, name), language };
}

/**
 * Sends a mail from a template to whoever asks for it, to be looked at; a mail about work, which nobody refuses. Two calls.
 * @throws Problem not-found, unknown-reference, rule-broken when a value is none that the template has
 */
export async function testMail(
  key: string,
  trial: Trial,
  context: Context,
): Promise<Change<{ mailId: string }>> {
  const [{ language, values }] = await Promise.all([tried(key, trial, context), standing(key)]);
  const { caller, now } = context;
  const mailId = mailOf(key, context);
  const queuedAt = now.toISOString();
  const mail = queued({
    id: mailId,
    kind: "work",
    rule: "template.test-send",
    recipientId: caller.userId,
    to: { name: caller.name, address: caller.email },
    language,
    letter: { template: key, values, test: true },
    whenUnknown: "give-up",
    status: "queued",
    attempts: 0,
    queuedAt,
    nextTryAt: queuedAt,
  });
  return { writes: [mail], result: { mailId } };
}

function mailOf(key: string, { caller, now, requestId }: Context): string {
  return derivedId("mail", now, "template.test-send", key, caller.userId, requestId);
}

async function standing(key: string) {
  const template = await templateFor(key, undefined);
  if (template.key !== key) throw notFound("template", key);
  return template;
}

/** The recipient's name, language and whoever looks after them; the rest as it could be. */
async function tried(
  key: string,
  { customerId, contactId, language: wanted, values: given = {} }: Trial,
  { caller }: Context,
): Promise<{ occasion: OccasionName; language: Language; values: Values }> {
  const occasion = readKey(key)?.occasion;
  if (occasion === undefined) throw notFound("template", key);
  const wrong = wrongValues(occasion, given);
  const [first] = wrong;
  if (first !== undefined)
    throw new Problem("rule-broken", first.why, {
      flaws: wrong.map(({ name, why }) => ({ pointer: pointerTo("/values", [name]), detail: why })),
    });
  const found = await findTogether([
    ...(customerId === undefined ? [] : [[customers, customerId] as const]),
    ...(contactId === undefined ? [] : [[contacts, contactId] as const]),
  ]);
  const customer = referred(found, customers, customerId, caller, "/customerId");
  const contact = contactId === undefined ? undefined : found.one(contacts, contactId);
  if (contactId !== undefined && (customer === undefined || contact?.customerId !== customer.id))
    throw unknownReference("contact", contactId, "/contactId");
  const language = wanted ?? customer?.language ?? (await setting(company)).language;
  const owner = customer?.ownerId === undefined ? undefined : (await person(customer.ownerId))?.name;
  const name = contact?.name ?? customer?.name ?? caller.name;
  const values = exampleValues(occasion, language, { ...(owner !== undefined && { owner }), ...given });
  return { occasion, language, values: { ...values, name } };
}
