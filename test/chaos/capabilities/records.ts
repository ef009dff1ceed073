import { nouns } from "../../../lib/nouns.ts";
import type { Item } from "../../../lib/table/entity.ts";
import type { Capability, Evidence } from "../capability.ts";

/** What every record of every noun owes its readers. */
export function records(): Capability {
  return {
    acts: [],
    invariants: [
      {
        sentence: "numbers are unique",
        broken: (evidence) =>
          [...Map.groupBy(recordsIn(evidence), ({ entity, number }) => `${entity} ${number}`)].flatMap(
            ([number, all]) =>
              all[0]?.number === undefined || all.length === 1 ? [] : [`${all.length} × ${number}`],
          ),
      },
      { sentence: "histories are whole: each version of each record, once", broken: tornHistories },
      { sentence: "lists and lookups show every record as it is", broken: staleCopies },
    ],
    figures: (evidence) => ({ records: recordsIn(evidence).length, versions: evidence.of("history").length }),
  };
}

/** The records themselves, without what is kept beside them. */
function recordsIn(evidence: Evidence): readonly Item[] {
  return [...nouns.keys()].flatMap((type) => evidence.of(type));
}

function tornHistories(evidence: Evidence): string[] {
  const histories = Map.groupBy(evidence.of("history"), ({ pk }) => pk);
  return recordsIn(evidence).flatMap((record) => {
    if (nouns.get(String(record.entity))?.history === false) return [];
    const versions = new Set(histories.get(`history#${record.id}`)?.map(({ version }) => version));
    return versions.size === record.version
      ? []
      : [`${record.id}: ${versions.size} of ${record.version} versions`];
  });
}

function staleCopies(evidence: Evidence): string[] {
  const there = new Map(evidence.of("copy").map((item) => [`${item.pk}/${item.sk}`, item]));
  const wrong = recordsIn(evidence).flatMap((record) =>
    (nouns.get(String(record.entity))?.copies(record) ?? []).flatMap(({ item }) => {
      const key = `${item.pk}/${item.sk}`;
      const found = there.get(key);
      there.delete(key);
      return found?.version === item.version
        ? []
        : [`${key} shows ${found?.version}, the record is ${item.version}`];
    }),
  );
  // What is left are marks of copies that are gone.
  const left = [...there].filter(([, { ttl }]) => ttl === undefined).map(([key]) => `${key} should be gone`);
  return [...wrong, ...left];
}
