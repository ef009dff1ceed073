import type { Measures } from "../aggregates/ledger.ts";
import { bucketMeasures } from "../aggregates/sketch.ts";
import { restate, type Standing } from "../aggregates/standing.ts";
import { NONE } from "../ids/id.ts";
import { knowledgeLedger } from "../knowledge/ledgers.ts";
import type { Write } from "../table/write.ts";
import {
  faultLedger,
  serviceCostLedger,
  serviceLedger,
  serviceProductLedger,
  serviceTierLedger,
} from "./ledgers.ts";
import { type ServiceRequest, usedBy } from "./service-request.ts";

/** What a change of a request writes to the ledgers of service: together the entries always equal the requests. */
export function entryWrites(was: ServiceRequest | undefined, is: ServiceRequest): Write[] {
  return restate(was === undefined ? [] : standingsOf(was), standingsOf(is), is, { serviceRequestId: is.id });
}

/** The entries of a request in each ledger of service; none in that of faults while it names no category. */
function standingsOf(record: ServiceRequest): Standing[] {
  const { month, productId: product = NONE, departmentId: department = NONE, tier, faultCategory } = record;
  const { customerId: customer, cost } = record;
  if (record.deletedAt !== undefined) return [];
  const measures = serviceMeasures(record);
  const whose = { month, department, agent: agentOf(record) };
  return [
    { ledger: serviceLedger, dimensions: whose, measures },
    { ledger: serviceProductLedger, dimensions: { ...whose, product }, measures },
    { ledger: serviceTierLedger, dimensions: { ...whose, tier }, measures },
    ...(faultCategory === undefined
      ? []
      : [
          {
            ledger: faultLedger,
            dimensions: { ...whose, product, category: faultCategory },
            measures: faultMeasures(record),
          },
        ]),
    ...(customer === undefined || cost.amount === 0
      ? []
      : [{ ledger: serviceCostLedger, dimensions: { month, customer }, measures: { cost: cost.amount } }]),
    // Articles that it stands resolved with count as used once each.
    ...usedBy(record).map((article) => ({
      ledger: knowledgeLedger,
      dimensions: { ...whose, article },
      measures: { used: 1 },
    })),
  ];
}

/** Whom a request counts for: its technician, until there is one whoever answered. */
export function agentOf({ technicianId, answered, receivedBy }: ServiceRequest): string {
  return technicianId ?? (answered ? receivedBy : NONE);
}

/** What a request adds to the figures of service (DOMAIN §9). */
function serviceMeasures(record: ServiceRequest): Measures {
  const { answered, receivedAt, firstRespondedAt, firstResponseDueAt, resolvedAt, resolutionDueAt } = record;
  const missed = record.missed ?? {};
  const met = (done: string | undefined, dueAt: string | undefined, missedAt: string | undefined) =>
    done !== undefined && dueAt !== undefined && missedAt === undefined;
  const first = secondsBetween(receivedAt, firstRespondedAt);
  const whole = secondsBetween(receivedAt, resolvedAt);
  const resolution = whole === undefined ? undefined : Math.max(0, whole - record.restedSeconds);
  return {
    received: 1,
    ...(!answered && { missed: 1 }),
    ...(first !== undefined && { responded: 1, firstSeconds: first, ...bucketMeasures("first", first) }),
    ...(resolution !== undefined && {
      resolved: 1,
      resolutionSeconds: resolution,
      ...bucketMeasures("resolution", resolution),
    }),
    ...(met(firstRespondedAt, firstResponseDueAt, missed.firstResponseAt) && { firstTargetMet: 1 }),
    ...(missed.firstResponseAt !== undefined && { firstTargetMissed: 1 }),
    ...(met(resolvedAt, resolutionDueAt, missed.resolutionAt) && { resolutionTargetMet: 1 }),
    ...(missed.resolutionAt !== undefined && { resolutionTargetMissed: 1 }),
  };
}

function faultMeasures({ resolvedAt, workMinutes, cost }: ServiceRequest): Measures {
  return { faults: 1, resolved: resolvedAt === undefined ? 0 : 1, workMinutes, cost: cost.amount };
}

function secondsBetween(from: string, until: string | undefined): number | undefined {
  return until === undefined
    ? undefined
    : Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 1000));
}
