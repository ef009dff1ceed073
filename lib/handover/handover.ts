import * as z from "zod";
import { RESOURCES } from "../access/grant.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { instant } from "../time/calendar.ts";

/** Records on their way from one person to another, or after a person into their new department (DOMAIN §2). */
export const handover = z
  .object({
    ...recordFields,
    fromId: idOf("user"),
    /** The same person when their records follow them into another department. */
    toId: idOf("user"),
    resources: z.array(z.enum(RESOURCES)),
    status: z.enum(["running", "done", "stopped"]),
    /** Why it was stopped. */
    reason: z.string().optional(),
    /** How many of each were moved so far. */
    moved: z.partialRecord(z.enum(RESOURCES), z.int()),
    finishedAt: instant.optional(),
    /** Where it goes on: which list, behind which sort key; and how many were moved since it began from the start. */
    step: z.int(),
    after: z.string().optional(),
    sweep: z.int(),
  })
  .meta({ id: "Handover" });
export type Handover = z.infer<typeof handover>;

/** What callers are shown. */
export const handoverAnswer = handover
  .omit({ claims: true, deletedAt: true, step: true, after: true, sweep: true })
  .meta({ id: "HandoverAnswer" });

/** A person's handovers are listed with them; only one from one person to another runs at a time. */
export const handovers = defineEntity({
  type: "handover",
  schema: handover,
  owner: ({ fromId }) => ({ ownerId: fromId }),
  claims: ({ fromId, toId, status }) =>
    status === "running" && fromId !== toId ? [{ value: `person:${fromId}`, pointer: "" }] : [],
});
