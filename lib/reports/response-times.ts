import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { ERROR_BOUND, quantile } from "../aggregates/sketch.ts";
import type { Context } from "../http/context.ts";
import { serviceLedger, serviceProductLedger, serviceTierLedger } from "../service-requests/ledgers.ts";
import type { Asked } from "./period.ts";
import { meanOf } from "./sales.ts";
import type { Matter, ServedBy } from "./served.ts";
import { servedAnswer, servedReport } from "./served-report.ts";

const REQUESTS: Matter = {
  people: serviceLedger,
  products: serviceProductLedger,
  tiers: serviceTierLedger,
  records: "/service-requests",
  parameters: { agent: "agentId", department: "departmentId", product: "productId" },
};

const seconds = z.number().optional();

/** How long something took, elapsed, and whether it was in time, counted in business hours. */
const times = z.object({
  count: z.int(),
  meanSeconds: seconds,
  p50Seconds: seconds,
  p90Seconds: seconds,
  targetMet: z.int(),
  targetMissed: z.int(),
});

const figures = {
  received: z.int(),
  missed: z.int().meta({ description: "Calls that nobody answered" }),
  firstResponse: times,
  resolution: times,
} as const;

/** The answer of the report on response times. */
export const responseTimesAnswer = servedAnswer(figures)
  .extend({
    errorBound: z
      .number()
      .meta({ description: "The most by which p50 and p90 are off, as a share of the exact ones" }),
  })
  .meta({ id: "ResponseTimesReport" });
export type ResponseTimesReport = z.infer<typeof responseTimesAnswer>;

/** How long customers waited for a first response and for a resolution, by the month of their request (DOMAIN §9). */
export async function responseTimesReport(
  asked: Asked & { groupBy: ServedBy },
  context: Context,
): Promise<ResponseTimesReport> {
  return { ...(await servedReport(REQUESTS, asked, context, figuresOf)), errorBound: ERROR_BOUND };
}

function figuresOf(measures: Measures) {
  const {
    received = 0,
    missed = 0,
    responded = 0,
    firstSeconds = 0,
    resolved = 0,
    resolutionSeconds = 0,
  } = measures;
  const of = (count: number, total: number, prefix: string, target: string) => ({
    count,
    meanSeconds: meanOf(total, count),
    p50Seconds: rounded(quantile(measures, prefix, 0.5)),
    p90Seconds: rounded(quantile(measures, prefix, 0.9)),
    targetMet: measures[`${target}Met`] ?? 0,
    targetMissed: measures[`${target}Missed`] ?? 0,
  });
  return {
    received,
    missed,
    firstResponse: of(responded, firstSeconds, "first", "firstTarget"),
    resolution: of(resolved, resolutionSeconds, "resolution", "resolutionTarget"),
  };
}

const rounded = (value: number | undefined) =>
  value === undefined ? undefined : Math.round(value * 10) / 10;
