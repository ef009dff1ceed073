import type { Server } from "node:http";
import { createRequire } from "node:module";
import * as z from "zod";
import { close } from "./ports.ts";

const require = createRequire(import.meta.url);

/** A mail that the mailbox received. */
const mail = z.looseObject({
  messageId: z.string(),
  from: z.string(),
  destination: z.looseObject({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
  subject: z.string(),
  body: z.looseObject({ text: z.string().optional(), html: z.string().optional() }),
  /** Seconds since 1970, by real time. */
  at: z.number(),
});
export type Mail = z.infer<typeof mail>;

export interface Mailbox {
  readonly url: string;
  /** Every mail, oldest first. */
  mails(): Promise<readonly Mail[]>;
  stop(): Promise<void>;
}

/** The mailbox speaks SES and shows what it received on a page. */
export async function startMailbox(port: number): Promise<Mailbox> {
  const server = await load()({ host: "127.0.0.1", port });
  const url = `http://localhost:${port}`;
  return {
    url,
    async mails() {
      const answer = await fetch(`http://127.0.0.1:${port}/store`);
      return z.looseObject({ emails: z.array(mail) }).parse(await answer.json()).emails;
    },
    stop: () => close(server),
  };
}

type Start = (config: { host: string; port: number }) => Promise<Server>;

function load(): Start {
  // CommonJS with a default export, which an import would wrap once more.
  const { default: start } = require("aws-ses-v2-local");
  return start;
}
