import type { IndexKeys } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import type { RecordBase } from "../table/record.ts";
import { normalizedName } from "../text/text.ts";
import type { ResourceEntity } from "./verbs.ts";

/** Puts a record into a list that is kept in the order of the names; `shelf` tells apart several lists of one type. */
export function inOrderOfNames(
  type: string,
  { id, name }: { readonly id: string; readonly name: string },
  shelf = "",
): Required<Pick<IndexKeys, "namePk" | "nameSk">> {
  return { namePk: shelfKey(type, shelf), nameSk: `${normalizedName(name)}#${id}` };
}

function shelfKey(type: string, shelf: string): string {
  return `${type}#names#${normalizedName(shelf)}`;
}

interface NamesRequest<R> {
  /** Beginning of the name, whatever its case and width. */
  readonly name?: string | undefined;
  readonly shelf?: string | undefined;
  readonly passes?: ((record: R) => boolean) | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly asked: string;
}

/** A page of a list that everybody may read, in the order of the names. One call. */
export function listByName<R extends RecordBase>(
  entity: ResourceEntity<R>,
  { name, shelf = "", ...request }: NamesRequest<R>,
): Promise<Page<R>> {
  return readPage({
    ...request,
    waves: [[{ index: "byName", key: shelfKey(entity.type, shelf) }]],
    order: "ascending",
    parse: (item) => entity.schema.parse(item),
    ...(name !== undefined && { range: { prefix: normalizedName(name) } }),
  });
}
