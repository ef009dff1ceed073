import MailComposer from "nodemailer/lib/mail-composer";
import type { Mail } from "./mail.ts";
import { oneLine, render } from "./render.ts";

/** Who a mail is from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** The raw MIME message (RFC 5322) of a mail: HTML and text, with a Message-ID that is the same however often it is sent. */
export function compose({ id, to, language, message }: Mail, from: Sender, now: Date): Promise<Buffer> {
  const { subject, html, text } = render(message, from.name, language);
  const domain = from.address.slice(from.address.indexOf("@") + 1);
  return new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: { name: oneLine(to.name), address: to.address },
    subject,
    html,
    text,
    messageId: `<${id}@${domain}>`,
    date: now,
    baseBoundary: id,
    headers: {
      // No robot answers it (RFC 3834).
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
