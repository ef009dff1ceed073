import { SYSTEM } from "../access/caller.ts";
import { type Context, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { find } from "../table/read.ts";
import { firstVersion, nextVersion, type Stamp } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { type MailRecipient, mailRecipients, normalizedAddress, recipientId } from "./recipient.ts";

type Suppression = NonNullable<MailRecipient["suppression"]>;

const LABEL = "mail-recipient";

/** A complaint weighs more than a bounce, a bounce more than what somebody wrote down by hand. */
const WEIGHT: Record<Suppression["reason"], number> = { complaint: 3, "hard-bounce": 2, "by-hand": 1 };

/** What is known of an address of which nothing was known. */
export function firstOf(address: string, stamp: Stamp): MailRecipient {
  return {
    ...firstVersion(recipientId(address), stamp),
    address: normalizedAddress(address),
    refused: [],
  };
}

/** Puts a recipient's next version, or its first; whoever wrote it at the same moment is read again from the refusal. */
export function saved<T>(
  next: MailRecipient,
  previous: MailRecipient | undefined,
  result: T,
  again: (there: MailRecipient) => Change<T> | undefined,
): Change<T> {
  return {
    writes: put(mailRecipients, next, previous, { label: LABEL }),
    result,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === LABEL)?.there;
      return there === undefined ? undefined : again(mailRecipients.schema.parse(there));
    },
  };
}

/** Sends an address nothing but work any more, since SES tells of a bounce or a complaint. Two calls. */
export async function suppress(
  address: string,
  why: Pick<Suppression, "reason" | "mailId">,
  now: Date,
): Promise<Change<undefined>> {
  const stamp = { by: SYSTEM.userId, now };
  const decide = (standing: MailRecipient | undefined): Change<undefined> => {
    const before = standing?.suppression;
    if (before !== undefined && WEIGHT[before.reason] >= WEIGHT[why.reason]) return unchanged(undefined);
    const suppression = { ...why, at: now.toISOString() };
    const next =
      standing === undefined
        ? { ...firstOf(address, stamp), suppression }
        : nextVersion(standing, { suppression }, stamp);
    return saved(next, standing, undefined, decide);
  };
  return decide(await find(mailRecipients, recipientId(address)));
}

/**
 * Sends an address nothing but work any more, since somebody says so. Two calls.
 * @throws Problem not-found, stale-version, conflict when it is suppressed already
 */
export async function suppressByHand(
  id: string,
  { note }: { note?: string | undefined },
  context: Context,
): Promise<Change<MailRecipient>> {
  const standing = await readToChange(mailRecipients, id, context);
  if (standing.suppression !== undefined)
    throw conflict(`nothing but work is sent to this address already: ${standing.suppression.reason}`);
  const at = context.now.toISOString();
  const suppression: Suppression = { reason: "by-hand", at, ...(note !== undefined && { note }) };
  const next = nextVersion(standing, { suppression }, stampOf(context));
  return { writes: put(mailRecipients, next, standing), result: next };
}

/**
 * Lets an address be written to again, e.g. once its mailbox works. What its owner refused stays refused. Two calls.
 * @throws Problem not-found, stale-version, conflict when it is not suppressed
 */
export async function lift(
  id: string,
  { note }: { note: string },
  context: Context,
): Promise<Change<MailRecipient>> {
  const standing = await readToChange(mailRecipients, id, context);
  if (standing.suppression === undefined) throw conflict("this address is not suppressed");
  const fields = { suppression: undefined, liftedBecause: note };
  const next = nextVersion(standing, fields, stampOf(context));
  return { writes: put(mailRecipients, next, standing), result: next };
}
