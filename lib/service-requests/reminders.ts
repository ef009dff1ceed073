import * as z from "zod";
import { TARGETS } from "../../events/service-request.ts";
import { idOf } from "../ids/id.ts";
import type { WakeUp } from "../schedules/keep.ts";
import { instant } from "../time/calendar.ts";
import type { ServiceRequest } from "./service-request.ts";
import { isOpen } from "./status.ts";
import type { Target } from "./targets.ts";

/** Every reason for which a request is woken. */
export const TARGET_SIGNALS = [
  "first-response-warning",
  "first-response-missed",
  "resolution-warning",
  "resolution-missed",
] as const;

/** The function that schedules of service requests run. */
export const SERVICE_TARGET_DUE = "service-target-due";

/** What a schedule tells it: which request, and when its target was due then; at another instant it is out of date. */
export const targetSignal = z.strictObject({
  serviceRequestId: idOf("service-request"),
  kind: z.enum(TARGET_SIGNALS),
  target: z.enum(TARGETS),
  notice: z.enum(["warning", "missed"]),
  dueAt: instant,
});
export type TargetSignal = z.infer<typeof targetSignal>;

/** What a request is still to be woken for, one for each target: the warning, then the miss. */
export function pending(record: ServiceRequest): WakeUp<TargetSignal>[] {
  const { id: serviceRequestId, deletedAt, missed = {}, warned = {} } = record;
  if (deletedAt !== undefined || !isOpen(record)) return [];
  const wake = (
    target: Target,
    dueAt: string | undefined,
    warnAt: string | undefined,
    done: readonly (string | undefined)[],
    warnedAt: string | undefined,
  ): WakeUp<TargetSignal>[] => {
    if (dueAt === undefined || done.some((at) => at !== undefined)) return [];
    const notice = warnAt !== undefined && warnedAt === undefined ? "warning" : "missed";
    const at = notice === "warning" ? (warnAt ?? dueAt) : dueAt;
    const kind = `${target}-${notice}` as const;
    return [{ at: new Date(at), signal: { serviceRequestId, kind, target, notice, dueAt } }];
  };
  const { firstResponseDueAt, firstResponseWarnAt, firstRespondedAt, resolutionDueAt, resolutionWarnAt } =
    record;
  return [
    ...wake(
      "first-response",
      firstResponseDueAt,
      firstResponseWarnAt,
      [firstRespondedAt, missed.firstResponseAt],
      warned.firstResponseAt,
    ),
    ...wake("resolution", resolutionDueAt, resolutionWarnAt, [missed.resolutionAt], warned.resolutionAt),
  ];
}

/** The next thing a request is to be woken for. */
export function nextSignal(record: ServiceRequest): WakeUp<TargetSignal> | undefined {
  return pending(record).toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
}

/** Whether a signal still is what its request is to be woken for. */
export function stillWanted(record: ServiceRequest, { kind, dueAt }: TargetSignal): boolean {
  return pending(record).some(({ signal }) => signal.kind === kind && signal.dueAt === dueAt);
}
