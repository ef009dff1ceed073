import { keepSchedules } from "../schedules/keep.ts";
import { find } from "../table/read.ts";
import { nextSignal, SERVICE_TARGET_DUE, TARGET_SIGNALS } from "./reminders.ts";
import { serviceRequests } from "./service-request.ts";

/** Brings a request's schedules in line with the request as it stands now. */
export async function keepServiceRequestSchedules(serviceRequestId: string, now: Date): Promise<void> {
  await keepSchedules(
    serviceRequestId,
    TARGET_SIGNALS,
    SERVICE_TARGET_DUE,
    async () => {
      const record = await find(serviceRequests, serviceRequestId);
      return record && { version: record.version, next: nextSignal(record) };
    },
    now,
  );
}
