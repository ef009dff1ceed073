import * as z from "zod";
import { fieldChanges, historyPartition } from "../projections/history.ts";
import { documentId, type Place } from "../table/document.ts";
import type { Item } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import { type HistoryEntry, historyEntry } from "./history.ts";

const fields = z.record(z.string(), z.unknown());

/** A page of a document's history, newest first, field by field. One call. */
export function readDocumentHistory(
  place: Omit<Place, "partition">,
  request: { limit: number; cursor?: string | undefined; asked: string },
): Promise<Page<HistoryEntry>> {
  return readPage({
    ...request,
    waves: [[{ index: "table", key: historyPartition(documentId(place)) }]],
    parse: (item) => byField(item),
  });
}

/** The stream sees a document's value as one field; people want to know which of its fields changed. */
function byField(item: Item): HistoryEntry {
  const entry = historyEntry.parse(item);
  return {
    ...entry,
    changes: entry.changes.flatMap((change) => {
      const to = fields.safeParse(change.to);
      if (change.field !== "value" || !to.success) return [change];
      const from = fields.safeParse(change.from);
      return fieldChanges(from.data, to.data);
    }),
  };
}
