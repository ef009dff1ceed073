import { careFor } from "../../../lib/care/care.ts";
import { type CareMail, careMails } from "../../../lib/care/care-mail.ts";
import { decide } from "../../../lib/care/decide.ts";
import { followCareMail } from "../../../lib/care/follow-mail.ts";
import { gather } from "../../../lib/care/gather.ts";
import type { CareRule } from "../../../lib/care/rule.ts";
import { shippedRules } from "../../../lib/care/shipped.ts";
import { termsOfCare } from "../../../lib/care/terms.ts";
import type { Delivery } from "../../../lib/deliveries/delivery.ts";
import { commit } from "../../../lib/table/commit.ts";
import { find } from "../../../lib/table/read.ts";
import { unchanged } from "../../../lib/table/write.ts";
import { addDays, instantIn } from "../../../lib/time/zone.ts";
import { after, MINUTE } from "./context.ts";
import { posted } from "./posted.ts";

const rule: CareRule = { ...shippedRules.find(({ shipped }) => shipped === "after-delivery")!, on: true };
const days = rule.occasion.kind === "after-delivery" ? rule.occasion.days : 0;

/** The care mail some days after a delivery, as the morning's sweep decides it; none when that day is to come. */
export async function caredFor(delivery: Delivery, now: Date): Promise<CareMail | undefined> {
  const { id: recordId, customerId, deliveredOn = "" } = delivery;
  const terms = await termsOfCare();
  const date = addDays(deliveredOn, days);
  const at = instantIn(date, rule.sendAt, terms.zone);
  if (at > now) return undefined;
  const [one] = await gather(rule, date, [{ recordId, customerId }], terms);
  const plan = one && decide(one, terms, at);
  if (one === undefined || plan === undefined) throw new Error(`${recordId} is nobody's to care for`);
  const record = await commit(await careFor(one, plan, terms, at, () => unchanged(undefined)));
  if (record?.mailId === undefined) return record;
  await posted(record.mailId, record.template, at);
  for (const to of ["sent", "delivered"] as const) await followCareMail(record.id, to, after(at, MINUTE));
  return find(careMails, record.id);
}
