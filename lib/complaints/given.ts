import { type Acting, stampOf } from "../http/context.ts";
import type { Receiver } from "../resource/giving.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Complaint, complaints } from "./complaint.ts";
import { complaintWrites } from "./entries.ts";

/** A complaint in the hands of whoever takes its handler's place; that is no transfer. Pure. */
export function givenTo(
  { userId: handlerId, departmentId }: Receiver,
  record: Complaint,
  acting: Acting,
): Change<Complaint> {
  const next = nextVersion(record, { handlerId, departmentId }, stampOf(acting));
  return { writes: [...put(complaints, next, record), ...complaintWrites(record, next)], result: next };
}
