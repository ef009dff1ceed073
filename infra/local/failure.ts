/** Why the local cloud cannot start: one sentence for the person at the terminal, who needs no stack trace. */
export class LocalFailure extends Error {
  override readonly name = "LocalFailure";
}

/** The sentence of any error. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
