import { type Entity, type Item, partitionOf, toCopyItem } from "../table/entity.ts";
import type { RecordBase } from "../table/record.ts";
import type { Noun, Reactions } from "./noun.ts";

/** Declares what follows from changes of a record type. */
export function defineNoun<R extends RecordBase>(entity: Entity<R>, reactions: Reactions<R> = {}): Noun {
  const parse = (item: Item | undefined) => (item === undefined ? undefined : entity.schema.parse(item));
  return {
    type: entity.type,
    announce: (was, is) => reactions.announce?.(parse(was), entity.schema.parse(is)) ?? [],
    timeline: (was, is) => {
      if (reactions.timeline === undefined) return [];
      const record = entity.schema.parse(is);
      const whose = { ...entity.owner?.(record), collaboratorIds: is.collaboratorIds };
      return reactions.timeline(parse(was), record).map((line) => ({ ...line, whose }));
    },
    lists: (year) =>
      (entity.facet?.values ?? [undefined]).map((state) => partitionOf.all(entity.type, year, state)),
    copies: (item) => {
      if (entity.copies === undefined || item.deletedAt !== undefined) return [];
      const record = entity.schema.parse(item);
      return entity
        .copies(record)
        .map((copy) => ({ name: copy.name, item: toCopyItem(entity, record, copy) }));
    },
  };
}
