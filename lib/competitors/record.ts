import * as z from "zod";
import { totals } from "../aggregates/totals.ts";
import { competitorLedger } from "../performance/ledgers.ts";
import { type Competitor, competitorAnswer } from "./competitor.ts";

/** Our record against a competitor: deals decided in which it took part. */
const record = z
  .object({
    weWon: z.int().meta({ description: "Deals we won against it" }),
    weLost: z.int().meta({ description: "Deals we lost in which it took part" }),
    lostToThem: z.int().meta({ description: "Of those, deals that went to it" }),
  })
  .meta({ id: "CompetitorRecord" });

/** A competitor with our record against it. */
export const competitorWithRecord = competitorAnswer.extend({ record }).meta({ id: "CompetitorWithRecord" });
export type CompetitorWithRecord = Competitor & { readonly record: z.infer<typeof record> };

/** Adds our record against each of up to 100 competitors. One call. */
export async function withRecords(competitors: readonly Competitor[]): Promise<CompetitorWithRecord[]> {
  const wanted = competitors.map(({ id }) => ({ competitor: id }));
  const found = await totals(competitorLedger, "competitor", wanted);
  const measures = new Map(found.map((total) => [total.dimensions.competitor, total.measures]));
  return competitors.map((competitor) => {
    const { won = 0, lost = 0, lostTo = 0 } = measures.get(competitor.id) ?? {};
    return { ...competitor, record: { weWon: won, weLost: lost, lostToThem: lostTo } };
  });
}
