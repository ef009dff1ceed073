import * as z from "zod";
import { sum } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { knowledgeLedger } from "../knowledge/ledgers.ts";
import { linesOf } from "../knowledge/search.ts";
import { ARTICLE_STATUSES } from "../knowledge/status.ts";
import { isVisible } from "../knowledge/visible.ts";
import { linkTo } from "./grouped.ts";
import { type Asked, periodOf, periodQuery } from "./period.ts";
import { scope, scopeOf } from "./scope.ts";
import { visibleTotals } from "./visible.ts";

/** Most articles that are shown, the most used ones. */
const SHOWN = 100;

/** The answer of the report on the knowledge base. */
export const knowledgeAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    scope,
    rows: z
      .array(
        z.object({
          articleId: z.string(),
          articleNumber: z.string().optional(),
          title: z.string().optional(),
          status: z.enum(ARTICLE_STATUSES).optional(),
          used: z.int(),
          href: z.string().meta({ description: "Where the requests behind the figure are read" }),
        }),
      )
      .meta({ description: `The most used ${SHOWN}, the most used first` }),
    total: z.object({ articles: z.int(), used: z.int() }),
  })
  .meta({ id: "KnowledgeReport" });
export type KnowledgeReport = z.infer<typeof knowledgeAnswer>;

/** Which articles requests stand resolved with, by the month in which these were received (DOMAIN §9). */
export async function knowledgeReport(asked: Asked, context: Context): Promise<KnowledgeReport> {
  const shown = await periodOf(asked, context.now);
  const visible = scopeOf(context.caller);
  const found = await visibleTotals(knowledgeLedger, "month", shown.months, visible);
  const used = [...Map.groupBy(found, ({ dimensions }) => dimensions.article ?? "")]
    .map(([articleId, all]) => ({ articleId, used: sum(all.map(({ measures }) => measures)).used ?? 0 }))
    .filter((one) => one.used > 0)
    .sort((a, b) => b.used - a.used || (a.articleId < b.articleId ? 1 : -1));
  const rows = used.slice(0, SHOWN);
  const lines = new Map(
    (await linesOf(rows.map(({ articleId }) => articleId)))
      .filter((line) => isVisible(line, context.caller))
      .map((line) => [line.id, line]),
  );
  return {
    from: shown.from,
    to: shown.to,
    scope: visible.name,
    rows: rows.map(({ articleId, used: count }) => {
      const { number, title, status } = lines.get(articleId) ?? {};
      const href = linkTo("/service-requests", { articleId, ...periodQuery(shown) });
      return { articleId, articleNumber: number, title, status, used: count, href };
    }),
    total: { articles: used.length, used: used.reduce((all, one) => all + one.used, 0) },
  };
}
