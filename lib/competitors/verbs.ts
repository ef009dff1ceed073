import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { notFound } from "../problem/problem.ts";
import { listByName } from "../resource/named.ts";
import { change, readOne, readToChange } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import {
  type Competitor,
  type CompetitorInput,
  type CompetitorWithRecord,
  competitorInput,
  competitors,
} from "./competitor.ts";
import { withRecords } from "./record.ts";

/**
 * Adds a competitor. One call.
 * @throws Problem already-exists naming the competitor that has the name
 */
export function createCompetitor(input: CompetitorInput, context: Context): Change<Competitor> {
  const record: Competitor = {
    ...input,
    ...firstVersion(newId("competitor", context.now), stampOf(context)),
  };
  return { writes: put(competitors, record, undefined), result: record };
}

/**
 * Changes fields of a competitor. Two calls.
 * @throws Problem already-exists naming the competitor that has the new name
 */
export async function changeCompetitor(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<Competitor>> {
  const record = await readToChange(competitors, id, context);
  return change(competitors, record, patched(competitorInput, record, patch), context);
}

/** A competitor with our record against it. Two calls: the record is a total of its own. */
export async function readCompetitor(id: string, context: Context): Promise<CompetitorWithRecord> {
  const [found] = await withRecords([await readOne(competitors, id, context)]);
  if (found === undefined) throw notFound("competitor", id);
  return found;
}

interface CompetitorQuery {
  /** Beginning of the name, whatever its case and width. */
  readonly name?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly asked: string;
}

/** A page of competitors in the order of their names, with our record against each. Two calls. */
export async function findCompetitors(request: CompetitorQuery): Promise<Page<CompetitorWithRecord>> {
  const page = await listByName(competitors, request);
  return { ...page, items: await withRecords(page.items) };
}
