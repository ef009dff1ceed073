import type { Json } from "../makers/client.ts";
import type { Books } from "./desk.ts";
import type { Line } from "./requests.ts";

/**
 * What does not fit, a sentence each: the reports against what was booked, to the unit, and whether anything that
 * follows from the writes was given up.
 */
export async function bookkeeping(admin: Line, books: Books): Promise<string[]> {
  await admin.send("POST", "/local/drain", 200);
  const { total }: Json = await admin.send("GET", "/reports/performance?groupBy=company", 200);
  const { total: forecast }: Json = await admin.send("GET", "/reports/forecast", 200);
  const { items: dead }: Json = await admin.send("GET", "/local/dead-letters", 200);
  return [
    ...unless(total.deals === books.deals, `${books.deals} deals were won, ${total.deals} are reported`),
    ...unless(
      total.wonAmount.amount === books.wonAmount,
      `${books.wonAmount} were won, ${total.wonAmount.amount} are reported`,
    ),
    ...unless(
      forecast.open === books.open,
      `${books.open} opportunities are open, ${forecast.open} are forecast`,
    ),
    ...unless(dead.length === 0, `${dead.length} consequences of writes were given up`),
  ];
}

function unless(fits: boolean, sentence: string): string[] {
  return fits ? [] : [sentence];
}
