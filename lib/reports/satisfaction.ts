import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import type { Context } from "../http/context.ts";
import { productSatisfactionLedger, satisfactionLedger, tierSatisfactionLedger } from "../surveys/ledgers.ts";
import type { Asked } from "./period.ts";
import { meanOf, rateOf } from "./sales.ts";
import type { Matter, ServedBy } from "./served.ts";
import { servedAnswer, servedReport } from "./served-report.ts";

const SURVEYS: Matter = {
  people: satisfactionLedger,
  products: productSatisfactionLedger,
  tiers: tierSatisfactionLedger,
  records: "/surveys",
  parameters: { agent: "agentId", department: "departmentId", product: "productId" },
};

const share = (of: string) =>
  z
    .int()
    .optional()
    .meta({ description: `${of}, in basis points` });

const figures = {
  sent: z.int(),
  answers: z.int(),
  responseRate: share("Answers of all surveys sent"),
  scores: z
    .object({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() })
    .meta({ description: "How many answers gave each score" }),
  average: z.number().optional().meta({ description: "Mean score, to the fourth decimal" }),
  csat: share("CSAT: answers of 4 and 5 of all answers"),
  csatOfMean: share("The other figure that is called CSAT: the mean score of the highest"),
} as const;

/** The answer of the satisfaction report. */
export const satisfactionAnswer = servedAnswer(figures).meta({ id: "SatisfactionReport" });
export type SatisfactionReport = z.infer<typeof satisfactionAnswer>;

/** How satisfied customers are, by the month in which they were asked (DOMAIN §9). */
export function satisfactionReport(
  asked: Asked & { groupBy: ServedBy },
  context: Context,
): Promise<SatisfactionReport> {
  return servedReport(SURVEYS, asked, context, figuresOf);
}

function figuresOf(measures: Measures) {
  const { sent = 0, answers = 0, scoreSum = 0 } = measures;
  const given = (score: number) => measures[`score/${score}`] ?? 0;
  const satisfied = given(4) + given(5);
  return {
    sent,
    answers,
    responseRate: rateOf(answers, sent - answers),
    scores: { 1: given(1), 2: given(2), 3: given(3), 4: given(4), 5: given(5) },
    average: meanOf(scoreSum, answers),
    csat: rateOf(satisfied, answers - satisfied),
    csatOfMean: rateOf(scoreSum, 5 * answers - scoreSum),
  };
}
