import { totals } from "../aggregates/totals.ts";
import { competitorLedger } from "../performance/ledgers.ts";
import type { Competitor, CompetitorWithRecord } from "./competitor.ts";

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
