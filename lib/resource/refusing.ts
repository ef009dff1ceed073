import { conflict } from "../problem/problem.ts";

/**
 * A state machine of the table of its refusals: a verb is refused where a sentence stands, and done where none does.
 * @returns requires that a verb may be used in a state; throws Problem conflict with the rule's sentence
 */
// @__NO_SIDE_EFFECTS__
export function refusing<V extends string, S extends string>(
  refusals: Readonly<Record<V, Readonly<Partial<Record<S, string>>>>>,
) {
  return ({ status }: { readonly status: S }, verb: V): void => {
    const refusal = refusals[verb][status];
    if (refusal !== undefined) throw conflict(refusal);
  };
}
