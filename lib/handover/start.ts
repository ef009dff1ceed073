import * as z from "zod";
import { assignable, assignee, employed } from "../access/assignment.ts";
import { person } from "../access/directory.ts";
import { authorize } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { notFound, ruleBroken } from "../problem/problem.ts";
import { partitionOf } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { get } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { users } from "../users/user.ts";
import { begin } from "./begin.ts";
import { belongings } from "./belongings.ts";
import { type Handover, handovers } from "./handover.ts";
import { HANDED_OVER } from "./resources.ts";

/** To whom, and what of it; everything unless told. */
export const handoverInput = z.strictObject({
  to: idOf("user"),
  resources: z.array(z.enum(HANDED_OVER)).min(1, { error: "must name a resource" }).max(20).optional(),
});

/**
 * Starts to hand over a person's records to another, who then gets them page by page. They must be able to work with
 * all that is named; unless told, with all that the person owns. Two calls, and one for each list to look into.
 * @throws Problem not-found, forbidden, not-assignable naming what the receiver lacks, already-exists while another
 * handover of the same person runs
 */
export async function startHandover(
  fromId: string,
  { to, resources }: z.infer<typeof handoverInput>,
  context: Context,
): Promise<Change<Handover>> {
  if (to === fromId) throw ruleBroken("records are handed over to somebody else", "/to");
  const from = await get(users, fromId);
  authorize(context.caller, "assign", users, from);
  employed(await person(to), "/to");
  for (const resource of resources ?? (await belongings(fromId)))
    assignable(await assignee(to, resource, context, "/to"), resource, "/to");
  return begin(fromId, to, [...new Set(resources ?? HANDED_OVER)], stampOf(context));
}

/**
 * A person's latest handover and how far it is. Two calls.
 * @throws Problem not-found
 */
export async function latestHandover(fromId: string, context: Context): Promise<Handover> {
  const from = await get(users, fromId);
  authorize(context.caller, "read", users, from);
  const key = partitionOf.owner(fromId, handovers.type);
  const [latest] = await query({ index: "byOwner", key }, { order: "descending", limit: 1 });
  if (latest === undefined) throw notFound("handover of", fromId);
  return handovers.schema.parse(latest);
}
