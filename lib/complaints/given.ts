import type { Person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Complaint, complaints } from "./complaint.ts";
import { complaintWrites } from "./entries.ts";

/** A complaint in the hands of whoever takes its handler's place; that is no transfer. Pure. */
export function givenTo(
  { userId: handlerId, departmentId }: Pick<Person, "userId" | "departmentId">,
  record: Complaint,
  acting: Pick<Context, "caller" | "now">,
): Change<Complaint> {
  const next = nextVersion(record, { handlerId, departmentId }, stampOf(acting));
  return { writes: [...put(complaints, next, record), ...complaintWrites(record, next)], result: next };
}
