import { assignable, employed } from "../access/assignment.ts";
import { SYSTEM } from "../access/caller.ts";
import { type Person, person, userEntry } from "../access/directory.ts";
import type { Acting } from "../http/context.ts";
import { Problem } from "../problem/problem.ts";
import { forget } from "../table/cache.ts";
import { MOST_WRITES } from "../table/commit.ts";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { find, getItems } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, keyOf, put, unchanged, type Write } from "../table/write.ts";
import { type Handover, handovers } from "./handover.ts";
import { movables } from "./movables.ts";

/** Records looked at in one round: their writes and the handover's own fit into one transaction. */
const PAGE = 40;

/**
 * Moves the next page of a handover and writes down how far it is, in one transaction: however often a round is
 * begun, it counts once. The write announces the next round. Before it is done, the lists are gone through again until
 * nothing is left, so that what was assigned meanwhile comes along.
 * @param round the version the handover had when the round was announced
 */
export async function carry(id: string, round: number, now: Date): Promise<Change<undefined>> {
  const record = await find(handovers, id);
  if (record?.status !== "running" || record.version !== round) return unchanged(undefined);
  // The receiver as they are now: they may have moved or lost a permission since.
  forget(userEntry(record.toId));
  const receiver = await person(record.toId);
  const acting: Acting = { caller: { ...SYSTEM, userId: record.createdBy }, now };
  const { fields, writes } = await nextPage(record, receiver, acting).catch((error) => stopped(error, now));
  const next = nextVersion(record, fields, { by: record.createdBy, now });
  return {
    writes: [...put(handovers, next, record), ...writes],
    result: undefined,
    // Somebody changed one of the records at this moment: look again.
    retry: () => carry(id, round, now),
  };
}

interface Page {
  readonly fields: { [K in keyof Handover]?: Handover[K] | undefined };
  readonly writes: readonly Write[];
}

async function nextPage(record: Handover, to: Person | undefined, acting: Acting): Promise<Page> {
  const { fromId, toId, resources, moved, sweep } = record;
  // Somebody who was moved keeps their records, whatever they may do.
  const receiver = fromId === toId && to !== undefined ? to : employed(to, "/to");
  const lists = movables
    .filter(({ resource }) => resources.includes(resource))
    .flatMap((movable) => movable.lists(fromId).map((key) => ({ key, ...movable })));
  let { step, after } = record;
  for (let list = lists[step]; list !== undefined; list = lists[step]) {
    const { key, resource, isOf, move } = list;
    const page = await listed(key, resource, after);
    const { writes, count, last } = fitting(page.items, (item) =>
      isOf(item, fromId) ? move(item, receiver, acting) : [],
    );
    after = last ?? page.next;
    if (after === undefined) step += 1;
    if (count > 0) {
      if (fromId !== toId) assignable(receiver, resource, "/to");
      const sum = { ...moved, [resource]: (moved[resource] ?? 0) + count };
      return { writes, fields: { moved: sum, sweep: sweep + count, step, after } };
    }
  }
  // A sweep that moved something is followed by another, to find what was assigned meanwhile.
  if (sweep > 0) return { writes: [], fields: { step: 0, after: undefined, sweep: 0 } };
  return { writes: [], fields: { status: "done", finishedAt: acting.now.toISOString() } };
}

function stopped(error: unknown, now: Date): Page {
  if (!(error instanceof Problem) || error.code !== "not-assignable") throw error;
  return { writes: [], fields: { status: "stopped", reason: error.message, finishedAt: now.toISOString() } };
}

interface Listed {
  readonly sortKey: string;
  readonly item: Item;
}

/** A page of a list, its records read consistently, and where it goes on. */
async function listed(
  key: string,
  type: string,
  after: string | undefined,
): Promise<{ items: Listed[]; next: string | undefined }> {
  const entries = await query(
    { index: "byOwner", key },
    { order: "ascending", limit: PAGE, range: { after } },
  );
  const own = entries.filter(({ entity }) => entity === type);
  const items = await getItems(own.map(({ pk }) => ({ pk: String(pk), sk: type })));
  return {
    items: own.flatMap(({ pk, listSk }) => {
      const item = items.get(`${String(pk)}/${type}`);
      return item === undefined ? [] : [{ sortKey: String(listSk), item }];
    }),
    next: entries.length < PAGE ? undefined : String(entries.at(-1)?.listSk),
  };
}

/** As many records as fit into the transaction beside the handover; `last` is the one to go on behind when some do not. */
function fitting(page: readonly Listed[], move: (item: Item) => readonly Write[]) {
  const writes: Write[] = [];
  const taken = new Set<string>();
  let count = 0;
  let last: string | undefined;
  for (const { sortKey, item } of page) {
    const more = move(item);
    const keys = more.map(keyOf);
    // The handover itself and the claim it releases need room, and a transaction names no item twice.
    if (writes.length + more.length > MOST_WRITES - 2 || keys.some((key) => taken.has(key))) {
      if (last === undefined) throw new Error("a record's move does not fit into a transaction");
      return { writes, count, last };
    }
    writes.push(...more);
    for (const key of keys) taken.add(key);
    if (more.length > 0) count += 1;
    last = sortKey;
  }
  return { writes, count, last: undefined };
}
