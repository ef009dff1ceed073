import { SYSTEM } from "../access/caller.ts";
import { MAIL_STATUSES, type MailStatus } from "../mail/mail.ts";
import { commit } from "../table/commit.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { type CareMail, careMails } from "./care-mail.ts";

/** Lets a care mail say what became of its mail, whatever order it is told in: no mail goes back to an earlier state. */
export async function followCareMail(id: string, to: MailStatus, now: Date): Promise<void> {
  const record = await find(careMails, id);
  if (record !== undefined) await commit(followed(record, to, now));
}

function followed(record: CareMail, to: MailStatus, now: Date): Change<undefined> {
  if (rank(to) <= rank(record.status)) return unchanged(undefined);
  const next = nextVersion(record, { status: to }, { by: SYSTEM.userId, now });
  return {
    writes: put(careMails, next, record, { label: record.id }),
    result: undefined,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === record.id)?.there;
      return there === undefined ? undefined : followed(careMails.schema.parse(there), to, now);
    },
  };
}

/** States in the order in which a mail comes to them. */
function rank(status: CareMail["status"]): number {
  const order: readonly CareMail["status"][] = MAIL_STATUSES;
  return order.indexOf(status);
}
