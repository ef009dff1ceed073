import * as z from "zod";
import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { paging } from "../http/paging.ts";
import { idOf } from "../ids/id.ts";
import { ruleBroken } from "../problem/problem.ts";
import { readCursor, writeCursor } from "../table/cursor.ts";
import type { Page } from "../table/page.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { dateIn, daysBetween, instantIn } from "../time/zone.ts";
import type { Case } from "./case.ts";
import { decide, type MailPlan } from "./decide.ts";
import { gather } from "./gather.ts";
import { readRule } from "./keep.ts";
import { HOLD_REASONS, HOLD_SENTENCES } from "./restraint.ts";
import { termsOfCare } from "./terms.ts";
import { candidates, type Place, partsOf } from "./whom.ts";

/** Sentences that callers read. */
export const PREVIEW_RULES = {
  ahead: "a preview looks ahead, at most two years: what was is in the care mails",
} as const;

const FARTHEST = 731;

/** What a preview asks for. */
export const previewInput = z.strictObject({
  on: calendarDate,
  limit: paging.limit,
  cursor: paging.cursor,
});

/** What would be done for somebody. */
export const previewItem = z
  .object({
    customerId: idOf("customer"),
    customerName: z.string(),
    contactId: idOf("contact").optional(),
    recipientName: z.string(),
    mail: z
      .object({
        would: z.enum(["send", "hold"]),
        at: instant.optional(),
        template: z.string().optional(),
        belated: z.boolean().optional(),
        reason: z.enum(HOLD_REASONS).optional(),
        why: z.string().optional(),
      })
      .optional(),
    task: z.boolean().meta({ description: "Whether the customer's owner would get a task" }),
    done: z.boolean().meta({ description: "Whether it was done already: nobody gets it twice" }),
  })
  .meta({ id: "CarePreviewItem" });
export type PreviewItem = z.infer<typeof previewItem>;

/**
 * Who would get what by a rule on a date, as things stand now: the sweep's own decisions, with nothing written. A page may
 * hold fewer than asked for, since not everybody whom the day concerns is of the rule's audience.
 * @throws Problem not-found, rule-broken, invalid-cursor
 */
export async function preview(
  id: string,
  { on, limit, cursor }: z.infer<typeof previewInput>,
  asked: string,
  { caller, now }: Context,
): Promise<Page<PreviewItem>> {
  const [rule, terms] = await Promise.all([readRule(id), termsOfCare()]);
  const today = dateIn(now, terms.zone);
  if (on < today || daysBetween(today, on) > FARTHEST) throw ruleBroken(PREVIEW_RULES.ahead, "/on");
  const whose = `${asked} ${on}`;
  const place = cursor === undefined ? { step: 0 } : placeOf(await readCursor(cursor, whose));
  const { found, next } = await candidates(partsOf(rule.occasion, on, terms.leapDay), place, limit);
  const cases = await gather(rule, on, found, terms);
  const then = on === today ? now : instantIn(on, rule.sendAt, terms.zone);
  const readable = reach(caller, "customer", "read");
  const items = cases
    .filter(({ subject: { customer } }) => covers(readable, { ...customer, shared: false }))
    .flatMap((one) => {
      const plan = decide(one, terms, then);
      return plan === undefined ? [] : [shown(one, plan.mail, plan.task)];
    });
  return {
    items,
    nextCursor: next === undefined ? null : await writeCursor(`${next.step} ${next.after ?? ""}`, whose),
  };
}

function placeOf(cursor: string): Place {
  const [step = "0", after = ""] = cursor.split(" ");
  return { step: Number(step), after: after === "" ? undefined : after };
}

function shown({ subject, recipient, isDone }: Case, mail: MailPlan | undefined, task: boolean): PreviewItem {
  const { customer } = subject;
  return {
    customerId: customer.id,
    customerName: customer.name,
    ...(recipient.contactId !== undefined && { contactId: recipient.contactId }),
    recipientName: recipient.name,
    ...(mail !== undefined && { mail: shownMail(mail) }),
    task,
    done: isDone,
  };
}

function shownMail(mail: MailPlan): NonNullable<PreviewItem["mail"]> {
  if (mail.do === "hold") return { would: "hold", reason: mail.reason, why: HOLD_SENTENCES[mail.reason] };
  const { at, template, belated } = mail;
  return { would: "send", at: at.toISOString(), template, ...(belated && { belated }) };
}
