import { type Context, stampOf } from "../http/context.ts";
import type { CareKind } from "../mail/mail.ts";
import { Problem } from "../problem/problem.ts";
import { change, readToChange } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { readPage } from "../table/page.ts";
import { find } from "../table/read.ts";
import { type Change, put } from "../table/write.ts";
import { type MailRecipient, mailRecipients, recipientId, SUPPRESSED } from "./recipient.ts";
import { firstOf } from "./suppress.ts";

/** What is known of an address, if anything; else a page of those to which nothing but work is sent, the latest first. One call. */
export async function findRecipients(
  { address, ...request }: { address?: string | undefined; limit: number; cursor?: string | undefined },
  asked: string,
): Promise<Page<MailRecipient>> {
  if (address !== undefined) {
    const found = await find(mailRecipients, recipientId(address));
    return { items: found === undefined ? [] : [found], nextCursor: null };
  }
  return readPage({
    ...request,
    asked,
    waves: [[{ index: "byName", key: SUPPRESSED }]],
    parse: (item) => mailRecipients.schema.parse(item),
  });
}

/**
 * Writes down what the owner of an address said, e.g. on the phone: which kinds of mail they want no more of. Two calls.
 * @throws Problem already-exists that names the record, to be changed instead
 */
export async function addRecipient(
  { address, refused }: { address: string; refused: CareKind[] },
  context: Context,
): Promise<Change<MailRecipient>> {
  const record = { ...firstOf(address, stampOf(context)), refused };
  const [write, ...others] = put(mailRecipients, record, undefined);
  const detail = "something is known of this address already";
  const problem = new Problem("already-exists", detail, {
    existingId: record.id,
    flaws: [{ pointer: "/address", detail }],
  });
  return {
    writes: [...(write === undefined ? [] : [{ ...write, refused: () => problem }]), ...others],
    result: record,
  };
}

/**
 * Changes which kinds of mail an address refuses. Two calls.
 * @throws Problem not-found, stale-version
 */
export async function changeRecipient(
  id: string,
  { refused }: { refused: CareKind[] },
  context: Context,
): Promise<Change<MailRecipient>> {
  return change(mailRecipients, await readToChange(mailRecipients, id, context), { refused }, context);
}
