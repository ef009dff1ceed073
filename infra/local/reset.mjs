// Plain JavaScript for Node 20: `npm run reset` needs nothing installed.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.LOCAL_DATA ?? join(import.meta.dirname, "..", "..", ".local");

const running = await runningProcess();
if (running === undefined) {
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${folder} is empty; the next start makes a new demo company.\n`);
} else {
  process.stderr.write(`The local cloud is running (process ${running}): stop it, then reset.\n`);
  process.exitCode = 1;
}

/** @returns {Promise<number | undefined>} */
async function runningProcess() {
  try {
    const { pid, port, id } = JSON.parse(readFileSync(join(folder, "running.json"), "utf8"));
    const answer = await fetch(`http://127.0.0.1:${port}/instance`, { signal: AbortSignal.timeout(2_000) });
    return (await answer.json()).id === id ? pid : undefined;
  } catch {
    return undefined;
  }
}
