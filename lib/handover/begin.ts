import type { Resource } from "../access/grant.ts";
import { newId } from "../ids/id.ts";
import { firstVersion, type Stamp } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Handover, handovers } from "./handover.ts";
import { HANDED_OVER } from "./resources.ts";

/** Lets a person's records follow them into their new department: part of the command that moves the person. */
export function followInto(userId: string, stamp: Stamp): Change<Handover> {
  return begin(userId, userId, HANDED_OVER, stamp);
}

/** The write with which the records of one person begin to go to another. */
export function begin(
  fromId: string,
  toId: string,
  resources: readonly Resource[],
  stamp: Stamp,
): Change<Handover> {
  const record: Handover = {
    ...firstVersion(newId("handover", stamp.now), stamp),
    fromId,
    toId,
    resources: [...resources],
    status: "running",
    moved: {},
    step: 0,
    sweep: 0,
  };
  return { writes: put(handovers, record, undefined), result: record };
}
