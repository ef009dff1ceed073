import { Problem } from "../problem/problem.ts";
import { type Bench, decideRow, type Verdict } from "./decide.ts";
import type { Row } from "./importer.ts";
import { isFirst, learn, suppose } from "./known.ts";

/**
 * Decides every row as if those before it stood, and writes nothing. Of what the table would refuse, it finds the unique
 * values that others hold.
 */
export async function preview(rows: readonly Row[], bench: Bench): Promise<Map<Row, Verdict>> {
  const first = await Promise.all(rows.map((row) => decideRow(row, bench.known, bench)));
  const wanted = first.flatMap((change) => (change instanceof Problem ? [] : change.writes.filter(isFirst)));
  await learn(
    bench.known,
    wanted.map(({ item }) => ({ pk: String(item.Put?.Item?.pk), sk: String(item.Put?.Item?.sk) })),
  );
  const supposed = new Map(bench.known);
  const verdicts = new Map<Row, Verdict>();
  for (const row of rows) {
    const change = await decideRow(row, supposed, bench);
    verdicts.set(row, change instanceof Problem ? change : change.result);
    if (!(change instanceof Problem)) suppose(supposed, change.writes, change.supposes);
  }
  return verdicts;
}
