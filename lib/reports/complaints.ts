import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { complaintLedger } from "../complaints/ledgers.ts";
import type { Context } from "../http/context.ts";
import type { Asked } from "./period.ts";
import { rateOf } from "./sales.ts";
import { type Matter, servedBy } from "./served.ts";
import { servedAnswer, servedReport } from "./served-report.ts";

const COMPLAINTS: Matter = {
  people: complaintLedger,
  records: "/complaints",
  parameters: { agent: "receivedBy", department: "receivedIn" },
};

/** Whose complaints a row counts: of those who took them in. */
export const takenBy = servedBy.extract(["agent", "department", "company"]);

const figures = {
  received: z.int(),
  transferred: z.int(),
  closed: z.int(),
  reopened: z.int(),
  firstContact: z.int().meta({ description: "Settled for good by whoever took them in (一次即圆满)" }),
  firstContactRate: z.int().optional().meta({ description: "Of all that are closed, in basis points" }),
  causes: z
    .array(z.object({ cause: z.string(), received: z.int() }))
    .meta({ description: "The most frequent first" }),
  severities: z.array(z.object({ severity: z.string(), received: z.int() })),
} as const;

/** The answer of the report on complaints. */
export const complaintsAnswer = servedAnswer(figures).meta({ id: "ComplaintsReport" });
export type ComplaintsReport = z.infer<typeof complaintsAnswer>;

/** What customers complained about, by the month in which they did, and how often it was settled at once (DOMAIN §9). */
export function complaintsReport(
  asked: Asked & { groupBy: z.infer<typeof takenBy> },
  context: Context,
): Promise<ComplaintsReport> {
  return servedReport(COMPLAINTS, asked, context, figuresOf);
}

function figuresOf(measures: Measures) {
  const { received = 0, transferred = 0, closed = 0, reopened = 0, firstContact = 0 } = measures;
  return {
    received,
    transferred,
    closed,
    reopened,
    firstContact,
    firstContactRate: rateOf(firstContact, closed - firstContact),
    causes: under(measures, "cause/").map(([cause, received]) => ({ cause, received })),
    severities: under(measures, "severity/").map(([severity, received]) => ({ severity, received })),
  };
}

/** Measures below a path, the largest first. */
function under(measures: Measures, path: string): [string, number][] {
  return Object.entries(measures)
    .flatMap(([name, count]): [string, number][] =>
      name.startsWith(path) && count > 0 ? [[name.slice(path.length), count]] : [],
    )
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
}
