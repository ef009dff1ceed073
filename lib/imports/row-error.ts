import * as z from "zod";
import type { Problem } from "../problem/problem.ts";

/** What is wrong with a row: the rule it breaks and, where one cell is to blame, that column and what it says. */
export const rowError = z
  .object({
    /** Counted from 1 at the first row below the header, or from `firstRow`. */
    row: z.int(),
    column: z.string().optional(),
    rule: z.string(),
    value: z.string().optional(),
    /** The record that stands in the way. */
    existingId: z.string().optional(),
  })
  .meta({ id: "ImportRowError" });
export type RowError = z.infer<typeof rowError>;

/** An error without its row. */
export type CellError = Omit<RowError, "row">;

/** So much of a cell is shown; the rest of a long text says nothing about the rule. */
const MOST_SHOWN = 200;

export function shown(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}

/**
 * A problem that a row met, in the terms of its cells.
 * @param cellAt the column that gave the field at a JSON pointer, and what its cell says
 */
export function errorsOf(
  { message, flaws, existingId }: Problem,
  cellAt: (pointer: string) => Pick<CellError, "column" | "value">,
): CellError[] {
  const existing = existingId === undefined ? {} : { existingId };
  if (flaws.length === 0) return [{ rule: message, ...existing }];
  return flaws.map(({ pointer, detail }) => ({ ...cellAt(pointer), rule: detail, ...existing }));
}
