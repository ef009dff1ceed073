import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { decideOn } from "../resource/decide.ts";
import { readToChange } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { text } from "../text/text.ts";
import { dateIn } from "../time/zone.ts";
import { allowed, type CardAction, checkCard } from "./rules.ts";
import { type ServiceCard, serviceCardInput, serviceCards } from "./service-card.ts";
import { warrantyEnd } from "./warranty.ts";

/** What can be changed of a card: whose it is and of which product stays. */
export const changeable = serviceCardInput
  .pick({
    serialNumber: true,
    quantity: true,
    deliveredOn: true,
    note: true,
  })
  .extend({ warrantyMonths: z.int().min(0).max(600) });

export const voiding = z.strictObject({ reason: text(1000) });

/**
 * Changes a service card; its warranty follows. Two calls.
 * @throws Problem conflict when it is void, rule-broken, already-exists naming the card that has the serial number
 */
export async function changeServiceCard(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<ServiceCard>> {
  const { timeZone } = await setting(company);
  return decided(id, "change", context, (record) => {
    const fields = patched(changeable, record, patch);
    checkCard(fields, dateIn(context.now, timeZone));
    return { ...fields, warrantyUntil: warrantyEnd(fields.deliveredOn, fields.warrantyMonths) };
  });
}

/**
 * Makes a service card void, for a reason that every verdict gives. Two calls.
 * @throws Problem conflict when it is void already
 */
export function voidServiceCard(
  id: string,
  { reason }: z.infer<typeof voiding>,
  context: Context,
): Promise<Change<ServiceCard>> {
  const voidedAt = context.now.toISOString();
  return decided(id, "void", context, () => ({ status: "void", voidReason: reason, voidedAt }));
}

/**
 * Makes a void service card active again, with the warranty it has. Two calls.
 * @throws Problem conflict when it is not void
 */
export function restoreServiceCard(id: string, context: Context): Promise<Change<ServiceCard>> {
  return decided(id, "restore", context, () => ({
    status: "active",
    voidReason: undefined,
    voidedAt: undefined,
  }));
}

async function decided(
  id: string,
  action: CardAction,
  context: Context,
  fieldsOf: (record: ServiceCard) => { [K in keyof ServiceCard]?: ServiceCard[K] | undefined },
): Promise<Change<ServiceCard>> {
  const read = await readToChange(serviceCards, id, context);
  return decideOn(serviceCards, read, "update", context, (record) => {
    allowed(record, action);
    return { next: nextVersion(record, fieldsOf(record), stampOf(context)) };
  });
}
