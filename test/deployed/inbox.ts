import type { Mail } from "../../infra/local/mailbox.ts";
import { deployment } from "./deployment.ts";

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

/** Lists the mails that were sent from now on, oldest first; their MIME text is not to be had. */
export async function openInbox(): Promise<() => Promise<Mail[]>> {
  const { mailsUrl: url } = deployment();
  const earlier = (await list(url)).length;
  return async () => (await list(url)).slice(earlier).map(mailOf);
}

async function list(url: string): Promise<Listed[]> {
  const answer = (await (await fetch(url)).json()) as { messages: Record<string, Listed[]> };
  return Object.values(answer.messages).flat();
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
