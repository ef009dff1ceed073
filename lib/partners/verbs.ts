import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { reachable } from "../phone/reachable.ts";
import { change, readToChange } from "../resource/verbs.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Partner, type PartnerInput, partnerInput, partners } from "./partner.ts";

/**
 * Adds a partner. One call.
 * @throws Problem already-exists naming the partner that has the name
 */
export async function createPartner(input: PartnerInput, context: Context): Promise<Change<Partner>> {
  const record: Partner = {
    ...(await reachable(input)),
    ...firstVersion(newId("partner", context.now), stampOf(context)),
  };
  return { writes: put(partners, record, undefined), result: record };
}

/**
 * Changes fields of a partner. Two calls.
 * @throws Problem already-exists naming the partner that has the new name
 */
export async function changePartner(id: string, patch: unknown, context: Context): Promise<Change<Partner>> {
  const record = await readToChange(partners, id, context);
  return change(partners, record, await reachable(patched(partnerInput, record, patch)), context);
}
