import MimeNode from "nodemailer/lib/mime-node";
import type { Mail } from "./mail.ts";
import { oneLine, render } from "./render.ts";

/** Who a mail is from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/**
 * The raw MIME message (RFC 5322) of a mail: HTML and text, with a Message-ID that is the same however often it is sent.
 * Built from nodemailer's nodes: its composer would add 48 kB for attachments and addresses in the network.
 */
export function compose({ id, to, language, message }: Mail, from: Sender, now: Date): Promise<Buffer> {
  const { subject, html, text } = render(message, from.name, language);
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
  ]);
  whole.createChild("text/plain; charset=utf-8", closed).setContent(text);
  whole.createChild("text/html; charset=utf-8", closed).setContent(html);
  return whole.build();
}
