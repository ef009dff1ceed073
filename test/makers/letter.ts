import { simpleParser } from "mailparser";
import { newId } from "../../lib/ids/id.ts";
import { type CareOccasion, queueCareMail } from "../../lib/mail/care.ts";
import { commit } from "../../lib/table/commit.ts";
import type { Product } from "./product.ts";

/** An address that nobody else has. */
export const freshAddress = (name = "customer") =>
  `${name}-${Math.random().toString(36).slice(2)}@example.com`;

/**
 * Queues a mail to a customer; a birthday greeting unless told.
 * @returns its id, once everything that follows has happened
 */
export async function letter(
  product: Product,
  given: Partial<Omit<CareOccasion, "recipient">> & { to?: Partial<CareOccasion["recipient"]> } = {},
): Promise<string> {
  const id = await queuedLetter(product, given);
  await product.drain();
  return id;
}

/** As `letter`, without waiting for it to be sent. */
export async function queuedLetter(
  product: Product,
  {
    to,
    ...given
  }: Partial<Omit<CareOccasion, "recipient">> & { to?: Partial<CareOccasion["recipient"]> } = {},
): Promise<string> {
  const now = product.now();
  const recipient = {
    id: newId("contact", now),
    customerId: newId("customer", now),
    name: "王小明",
    address: freshAddress(),
    language: "zh-CN" as const,
    ...to,
  };
  const writes = queueCareMail(
    {
      kind: "care",
      rule: "test.letter",
      recipient,
      occasion: "2026",
      at: now,
      template: { key: "birthday" },
      values: {},
      ...given,
    },
    now,
  );
  await commit({ writes, result: undefined });
  return String(writes[0]?.item.Put?.Item?.id);
}

const NO_HEADERS = { headers: new Map(), headerLines: [], from: undefined, to: undefined };

/** The mails that reached an address, as a mail program reads them, oldest first. */
export async function lettersTo(product: Product, address: string) {
  const found = (await product.mails()).filter(({ destination }) =>
    destination.to.some((to) => to.includes(address)),
  );
  return Promise.all(
    found.map(async ({ raw, subject: listed, body }) => {
      const {
        subject = "",
        text = "",
        html,
        headers,
        from,
        to,
        headerLines,
      } = raw === "" // The emulated SES keeps no MIME text.
        ? { ...NO_HEADERS, ...body, subject: listed, html: body.html ?? "" }
        : await simpleParser(raw);
      const link = /https?:\S+(\/unsubscribe\/[\w.-]+)/.exec(text);
      const lines = new Map(
        headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(":") + 1).trim()]),
      );
      return {
        subject,
        text,
        html: html === false ? "" : html,
        headers,
        from,
        to,
        lines,
        raw,
        /** Path of the page on which its recipient chooses. */
        unsubscribe: link?.[1] ?? "",
      };
    }),
  );
}
