import { Problem } from "../problem/problem.ts";

/** Conditions of writes that make an item: it is not there yet, or, of a unique value, it is that record's already. */
export const NOT_THERE = "attribute_not_exists(pk)";
export const NOT_ANOTHERS = "attribute_not_exists(pk) OR id = :id";

/** A record is at another version than the one that was read. */
export const stale = () =>
  new Problem(
    "stale-version",
    "the record has changed since it was read; read it again and repeat the change",
  );
