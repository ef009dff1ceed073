import type { Lambda, Trigger } from "../../functions/lambda.ts";

/** A declaration whose trigger is known. */
export type Triggered<K extends Trigger["kind"]> = Lambda & {
  readonly trigger: Extract<Trigger, { readonly kind: K }>;
};

/** The declared functions that are run by one kind of trigger. */
export function triggeredBy<K extends Trigger["kind"]>(
  functions: readonly Lambda[],
  kind: K,
): Triggered<K>[] {
  return functions.filter((declaration): declaration is Triggered<K> => declaration.trigger.kind === kind);
}
