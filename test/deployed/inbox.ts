import type { Mail } from "../../infra/local/mailbox.ts";
import { deployment, mailsUrl } from "./deployment.ts";

/** A mail as the emulator's SES lists it; `Timestamp` in seconds since 1970. */
interface Listed {
  readonly MessageId: string;
  readonly Source: string;
  readonly To: string[];
  readonly CC: string[];
  readonly BCC: string[];
  readonly Subject: string;
  readonly BodyText: string | null;
  readonly BodyHtml: string | null;
  readonly Timestamp: number;
}

/** Lists the mails of this stage that were sent from now on, oldest first; their MIME text is not to be had. */
export async function openInbox(): Promise<() => Promise<Mail[]>> {
  const earlier = (await list()).length;
  return async () => (await list()).slice(earlier).map(mailOf);
}

async function list(): Promise<Listed[]> {
  const answer = (await (await fetch(mailsUrl())).json()) as { messages: Record<string, Listed[]> };
  return Object.values(answer.messages)
    .flat()
    .filter(({ Source }) => Source.includes(deployment().mailFrom));
}

function mailOf({ MessageId, Source, To, CC, BCC, Subject, BodyText, BodyHtml, Timestamp }: Listed): Mail {
  return {
    messageId: MessageId,
    from: Source,
    destination: { to: To, cc: CC, bcc: BCC },
    subject: Subject,
    body: { text: BodyText ?? undefined, html: BodyHtml ?? undefined },
    at: Timestamp,
    raw: "",
  };
}
