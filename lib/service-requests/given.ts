import type { Person } from "../access/directory.ts";
import type { Context } from "../http/context.ts";
import type { Change } from "../table/write.ts";
import { save } from "./save.ts";
import type { ServiceRequest } from "./service-request.ts";
import { stepped } from "./verb.ts";

/** A request in another technician's hands, as far as it is: pure; a handover gives many with it. */
export function givenTo(
  technician: Pick<Person, "userId" | "departmentId">,
  record: ServiceRequest,
  acting: Pick<Context, "caller" | "now">,
): Change<ServiceRequest> {
  const to = { technicianId: technician.userId, departmentId: technician.departmentId };
  const next = stepped(record, { step: "assigned", ...to }, to, acting);
  return { writes: save(record, next), result: next };
}
