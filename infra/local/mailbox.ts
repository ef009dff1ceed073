import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import * as z from "zod";
import { now } from "../../lib/time/clock.ts";
import { openJournal } from "./journal.ts";
import { close, IDLE_MILLISECONDS } from "./ports.ts";

const require = createRequire(import.meta.url);

const mail = z.looseObject({
  messageId: z.string(),
  from: z.string(),
  destination: z.looseObject({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
  subject: z.string(),
  body: z.looseObject({ text: z.string().optional(), html: z.string().optional() }),
  /** Seconds since 1970, by the product's clock. */
  at: z.number(),
  /** The MIME text as it was sent, with all its headers; empty when it was not sent raw. */
  raw: z.string().default(""),
  /** The id of the product's mail, from the tag that it was sent with. */
  mailId: z.string().optional(),
});

/** A mail that the mailbox received. */
export type Mail = z.infer<typeof mail>;

export interface Mailbox {
  readonly url: string;
  /** Every mail, oldest first. */
  mails(): readonly Mail[];
  /** Calls back with every mail from now on. */
  onMail(received: (mail: Mail) => void): void;
  stop(): Promise<void>;
}

/** Speaks SES, keeps what it receives in a file, and shows it on a page. */
export async function startMailbox(port: number, file: string | undefined): Promise<Mailbox> {
  const journal = openJournal(file, mail);
  const { start, emails } = load();
  emails().push(...journal.entries.values());
  const server = await start({ host: "127.0.0.1", port });
  server.keepAliveTimeout = IDLE_MILLISECONDS;

  const listeners: ((mail: Mail) => void)[] = [];

  function keep(request: IncomingMessage): void {
    const received = emails();
    for (const email of received.slice(journal.entries.size)) {
      email.at = Math.floor(now().getTime() / 1_000);
      Object.assign(email, sentBy(request));
      const kept = mail.parse(email);
      journal.put(kept.messageId, kept);
      for (const listener of listeners) listener(kept);
    }
    // The page has a button that empties the mailbox.
    if (received.length === 0) for (const id of [...journal.entries.keys()]) journal.remove(id);
  }
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === "POST") response.once("prefinish", () => keep(request));
  });

  return {
    url: `http://localhost:${port}`,
    mails: () => [...journal.entries.values()],
    onMail: (received) => void listeners.push(received),
    async stop() {
      await close(server);
      journal.close();
      emails().length = 0;
    },
  };
}

const sent = z.looseObject({
  "RawMessage.Data": z.string(),
  "Tags.member.1.Name": z.string().optional(),
  "Tags.member.1.Value": z.string().optional(),
});

/** What the mailbox itself leaves out of what it was sent. */
function sentBy(request: IncomingMessage): Pick<Mail, "raw" | "mailId"> {
  // Express leaves the form that it parsed on the request.
  const { data } = z.looseObject({ body: sent }).safeParse(request);
  if (data === undefined) return { raw: "" };
  const { "Tags.member.1.Name": tag, "Tags.member.1.Value": mailId, "RawMessage.Data": base64 } = data.body;
  const raw = Buffer.from(base64, "base64").toString();
  return { raw, ...(tag === "mailId" && { mailId }) };
}

interface Package {
  readonly start: (config: { host: string; port: number }) => Promise<Server>;
  /** The mails it holds: the list itself, which it replaces when it is emptied. */
  readonly emails: () => Record<string, unknown>[];
}

function load(): Package {
  // CommonJS with default exports, which an import would wrap once more.
  const { default: start } = require("aws-ses-v2-local");
  const { getStoreReadonly } = require("aws-ses-v2-local/dist/store.js");
  return { start, emails: () => getStoreReadonly().emails };
}
