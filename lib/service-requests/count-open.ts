import { partitionOf } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { serviceRequests } from "./service-request.ts";
import { OPEN_STATUSES } from "./status.ts";

/** More than so many of one status and year are not counted: by then it is clear what is wrong. */
const MOST = 1000;

/** How many requests of this year and the last still wait for somebody to do something. A call for each status and year. */
export async function countOpen(now: Date): Promise<number> {
  const year = now.getUTCFullYear();
  const lists = OPEN_STATUSES.flatMap((status) =>
    [year, year - 1].map((each) => partitionOf.all(serviceRequests.type, each, status)),
  );
  const found = await Promise.all(
    lists.map((key) => query({ index: "byAll", key }, { order: "ascending", limit: MOST })),
  );
  return found.reduce((all, { length }) => all + length, 0);
}
