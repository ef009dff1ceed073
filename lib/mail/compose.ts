import MimeNode from "nodemailer/lib/mime-node";
import type { Mail } from "./mail.ts";
import { oneLine, type Rendered } from "./render.ts";

/** Who a mail is from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** What a mail says, and where its recipient can refuse more of its kind. */
export interface Content extends Rendered {
  readonly unsubscribeUrl?: string;
}

/**
 * The raw MIME message (RFC 5322) of a mail: HTML and text, with a Message-ID that is the same however often it is sent.
 * Built from nodemailer's nodes: its composer would add 48 kB for attachments and addresses in the network.
 */
export function compose(
  { id, to, language, correlationId }: Pick<Mail, "id" | "to" | "language" | "correlationId">,
  { subject, html, text, unsubscribeUrl }: Content,
  from: Sender,
  now: Date,
): Promise<Buffer> {
  const domain = from.address.slice(from.address.indexOf("@") + 1);
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const whole = new MimeNode("multipart/alternative", { baseBoundary: id, ...closed });
  whole.setHeader([
    { key: "From", value: { name: oneLine(from.name), address: from.address } },
    { key: "To", value: { name: oneLine(to.name), address: to.address } },
    { key: "Subject", value: subject },
    { key: "Message-ID", value: `<${id}@${domain}>` },
    { key: "Date", value: now.toUTCString().replace("GMT", "+0000") },
    // No robot answers it (RFC 3834).
    { key: "Auto-Submitted", value: "auto-generated" },
    { key: "X-Auto-Response-Suppress", value: "All" },
    { key: "Content-Language", value: language },
    ...(correlationId === undefined ? [] : [{ key: "X-Correlation-Id", value: correlationId }]),
    ...(unsubscribeUrl === undefined ? [] : refusable(unsubscribeUrl)),
  ]);
  whole.createChild("text/plain; charset=utf-8", closed).setContent(text);
  whole.createChild("text/html; charset=utf-8", closed).setContent(html);
  return whole.build();
}

/** The mail program's own button: one click, without a visit (RFC 2369, RFC 8058). */
function refusable(url: string) {
  return [
    // Not folded: some programs read no further than the first line.
    { key: "List-Unsubscribe", value: { prepared: true, value: `<${url}>` } },
    { key: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
  ];
}
