import * as z from "zod";
import { historyPartition } from "../projections/history.ts";
import { historyEntry } from "../resource/history.ts";
import { documentId } from "../table/document.ts";
import { type Page, readPage } from "../table/page.ts";
import { instant } from "../time/calendar.ts";
import { templatePlace, templateValue } from "./template.ts";

/** A template as it was saved once: to read what a mail said that was sent from it, and to save it again. */
export const templateVersion = z
  .object({
    version: z.int(),
    at: instant,
    by: z.string(),
    /** What was saved; with `restored` what the product ships. */
    value: templateValue.optional().meta({ description: "None where it was saved as it stood" }),
    restored: z.boolean().meta({ description: "The default was restored, or an own template deleted" }),
  })
  .meta({ id: "TemplateVersion" });
export type TemplateVersion = z.infer<typeof templateVersion>;

/** A page of a template's versions, newest first; the stream keeps them. One call. */
export function readVersions(
  key: string,
  request: { limit: number; cursor?: string | undefined; asked: string },
): Promise<Page<TemplateVersion>> {
  return readPage({
    ...request,
    waves: [[{ index: "table", key: historyPartition(documentId(templatePlace(key))) }]],
    parse: (item) => {
      const { version, at, by, changes } = historyEntry.parse(item);
      const to = (name: string) => changes.find(({ field }) => field === name)?.to;
      const value = templateValue.safeParse(to("value"));
      const restored = to("deletedAt") !== undefined;
      return { version, at, by, restored, ...(value.success && { value: value.data }) };
    },
  });
}
