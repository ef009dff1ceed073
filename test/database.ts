import { RUNNING_DATABASE, startDatabase } from "../infra/local/database.ts";

/** One DynamoDB Local for all test files of a run; each has a database of its own in it. */
export default async function startSharedDatabase(): Promise<(() => Promise<void>) | undefined> {
  // Vitest asks once for every project.
  if (process.env[RUNNING_DATABASE] !== undefined) return undefined;
  const database = await startDatabase({
    port: 0,
    folder: undefined,
    optimise: true,
    apart: true,
    died: ({ message }) => process.stderr.write(`${message}\n`),
  });
  await database.ready;
  process.env[RUNNING_DATABASE] = String(database.port);
  return async () => {
    delete process.env[RUNNING_DATABASE];
    await database.stop();
  };
}
