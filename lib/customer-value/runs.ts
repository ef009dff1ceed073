import type * as z from "zod";
import { years } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { partitionOf } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import { get } from "../table/read.ts";
import { type Change, shownAs } from "../table/write.ts";
import { shownRun, type valueRunAnswer, valueRuns } from "./run.ts";
import { startRun } from "./start.ts";

type Answer = z.input<typeof valueRunAnswer>;

/** Begins a run. @throws Problem conflict while another one is under way */
export async function askForRun(context: Context): Promise<Change<Answer>> {
  const { baseCurrency } = await setting(company);
  return shownAs(await startRun(context), (run) => shownRun(run, baseCurrency));
}

/** A run. One call. @throws Problem not-found */
export async function readRun(id: string): Promise<Answer> {
  const { baseCurrency } = await setting(company);
  return shownRun(await get(valueRuns, id), baseCurrency);
}

/** A page of the runs, newest first. One call a year until it is full. */
export async function listRuns(
  request: { limit: number; cursor?: string | undefined; asked: string },
  { now }: Context,
): Promise<Page<Answer>> {
  const { baseCurrency } = await setting(company);
  return readPage({
    ...request,
    waves: years(now).map((year) => [{ index: "byAll", key: partitionOf.all(valueRuns.type, year) }]),
    parse: (item) => shownRun(valueRuns.schema.parse(item), baseCurrency),
  });
}
