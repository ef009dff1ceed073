import type { Acting } from "../http/context.ts";
import type { Receiver } from "../resource/giving.ts";
import type { Change } from "../table/write.ts";
import { save } from "./save.ts";
import type { ServiceRequest } from "./service-request.ts";
import { stepped } from "./verb.ts";

/** A request in another technician's hands, as far as it is: pure; a handover gives many with it. */
export function givenTo(
  technician: Receiver,
  record: ServiceRequest,
  acting: Acting,
): Change<ServiceRequest> {
  const to = { technicianId: technician.userId, departmentId: technician.departmentId };
  const next = stepped(record, { step: "assigned", ...to }, to, acting);
  return { writes: save(record, next), result: next };
}
