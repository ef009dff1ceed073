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
});

/** A mail that the mailbox received. */
export type Mail = z.infer<typeof mail>;

export interface Mailbox {
  readonly url: string;
  /** Every mail, oldest first. */
  mails(): readonly Mail[];
  stop(): Promise<void>;
}

/** Speaks SES, keeps what it receives in a file, and shows it on a page. */
export async function startMailbox(port: number, file: string | undefined): Promise<Mailbox> {
  const journal = openJournal(file, mail);
  const { start, emails } = load();
  emails().push(...journal.entries.values());
  const server = await start({ host: "127.0.0.1", port });
  server.keepAliveTimeout = IDLE_MILLISECONDS;

  function keep(request: IncomingMessage): void {
    const received = emails();
    for (const email of received.slice(journal.entries.size)) {
      email.at = Math.floor(now().getTime() / 1_000);
      email.raw = rawOf(request);
      journal.put(String(email.messageId), mail.parse(email));
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
    async stop() {
      await close(server);
      journal.close();
      emails().length = 0;
    },
  };
}

function rawOf(request: IncomingMessage): string {
  // Express leaves the form that it parsed on the request.
  const form = z.looseObject({ body: z.looseObject({ "RawMessage.Data": z.string() }) }).safeParse(request);
  return form.success ? Buffer.from(form.data.body["RawMessage.Data"], "base64").toString() : "";
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
