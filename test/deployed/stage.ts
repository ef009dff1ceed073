import { deployment } from "./deployment.ts";

/**
 * Resolves when everything that follows from what was written has happened in this stage, up to the mail.
 * @throws Error naming the functions that do not come to an end
 */
export async function drained(): Promise<void> {
  await control("GET", "drained", { prefix: `guanxi-${deployment().stage}-` });
}

/** Ends the processes of this stage's functions: whatever is called next begins anew and remembers nothing. */
export async function renewed(): Promise<void> {
  await control("POST", "renew", { prefix: `guanxi-${deployment().stage}-` });
}

/** Takes everything out of this stage's table but the deployment's own secrets; no stream tells of it. */
export async function emptied(): Promise<void> {
  await control("POST", "empty", { table: deployment().tableName });
}

/** The actions that a function has called in AWS so far. */
export async function calledBy(name: string): Promise<string[]> {
  const calls = (await (await fetch(`${process.env.CONTROL_URL}/calls`)).json()) as {
    function: string;
    action: string;
  }[];
  return calls.flatMap(({ function: by, action }) => (by === name ? [action] : []));
}

async function control(method: string, what: string, query: Record<string, string>): Promise<void> {
  const answer = await fetch(`${process.env.CONTROL_URL}/${what}?${new URLSearchParams(query)}`, { method });
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  await answer.body?.cancel();
}
