import * as z from "zod";
import { inParallel } from "../../lib/table/in-parallel.ts";
import { type Chunk, chunksOf } from "./chunks.ts";
import type { Client } from "./client.ts";
import { keyOf, type Step } from "./mapping-file.ts";

const counts = { rows: z.int(), created: z.int(), updated: z.int(), unchanged: z.int(), failed: z.int() };
const importAnswer = z.object({
  id: z.string(),
  status: z.enum(["open", "completed"]),
  progress: z.object({ ...counts, missing: z.array(z.int()) }),
});
const chunkAnswer = z.object(counts);
const errorPage = z.object({
  items: z.array(z.object({ chunk: z.int(), row: z.int(), column: z.string().optional(), rule: z.string() })),
  nextCursor: z.string().nullable(),
});
export type ErrorLine = z.infer<typeof errorPage>["items"][number];

/** What came of a step. */
export interface Outcome {
  readonly id: string;
  readonly progress: z.infer<typeof importAnswer>["progress"];
  /** The first of them. */
  readonly errors: readonly ErrorLine[];
  /** Nothing was left to send. */
  readonly wasDone: boolean;
}

export interface Options {
  readonly rowsPerChunk: number;
  /** Chunks under way at once. */
  readonly parallel: number;
  readonly dryRun: boolean;
  /** Tells this run from earlier ones of the same; empty to go on with those. */
  readonly run: string;
  /** Told how many rows are taken, of how many. */
  readonly onRows: (taken: number, of: number) => void;
}

/**
 * Runs one import: finds or creates it, sends the chunks that are missing or had errors, and completes it when all went
 * well. Killed at any moment and run again it goes on, and ends in the same state.
 * @throws ImportFailure
 */
export async function runStep(step: Step, client: Client, options: Options): Promise<Outcome> {
  const { rowsPerChunk, dryRun, run, parallel, onRows } = options;
  const { file = "rows", rows: _, ...mapping } = step.mapping;
  const chunks = chunksOf(step, rowsPerChunk);
  const body = { ...mapping, name: file, chunks: chunks.length, dryRun: dryRun || mapping.dryRun };
  const created = importAnswer.parse(
    await client.post("/imports", JSON.stringify(body), {
      "idempotency-key": keyOf(step, rowsPerChunk, `${run}${dryRun ? "dry" : ""}`),
    }),
  );
  const { id } = created;
  const standing = await read(client, id);
  const left = standing.status === "completed" ? [] : await leftOf(chunks, standing, id, client);
  const total = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  let taken = total - left.reduce((sum, chunk) => sum + chunk.rows, 0);
  onRows(taken, total);
  await inParallel(left, parallel, async (chunk) => {
    await sendChunk(client, id, chunk);
    taken += chunk.rows;
    onRows(taken, total);
  });
  const { progress } = await read(client, id);
  if (progress.failed === 0 && standing.status === "open") await client.post(`/imports/${id}/complete`, "");
  const errors = progress.failed === 0 ? [] : await errorsOf(client, id, "");
  return { id, progress, errors: errors.slice(0, 10), wasDone: left.length === 0 };
}

async function sendChunk(
  client: Client,
  id: string,
  { number, firstRow, contentType, body }: Chunk,
): Promise<void> {
  const path = `/imports/${id}/chunks/${number}?firstRow=${firstRow}`;
  chunkAnswer.parse(await client.post(path, body, { "content-type": contentType }));
}

async function read(client: Client, id: string) {
  return importAnswer.parse(await client.get(`/imports/${id}`));
}

/** Chunks that nobody has sent yet, and those with rows that failed: what they lacked may be there by now. */
async function leftOf(
  chunks: readonly Chunk[],
  { progress }: z.infer<typeof importAnswer>,
  id: string,
  client: Client,
): Promise<Chunk[]> {
  const missing = new Set(progress.missing);
  // More are missing than are named.
  const last = progress.missing.length >= 1000 ? Math.max(...missing) : Number.POSITIVE_INFINITY;
  const failed = progress.failed === 0 ? [] : await allErrors(client, id);
  const again = new Set(failed.map(({ chunk }) => chunk));
  return chunks.filter(({ number }) => number > last || missing.has(number) || again.has(number));
}

async function allErrors(client: Client, id: string): Promise<ErrorLine[]> {
  const all: ErrorLine[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: z.infer<typeof errorPage> = await errorPageAt(client, id, cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

async function errorsOf(client: Client, id: string, cursor: string): Promise<ErrorLine[]> {
  return (await errorPageAt(client, id, cursor)).items;
}

async function errorPageAt(client: Client, id: string, cursor: string): Promise<z.infer<typeof errorPage>> {
  const after = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  return errorPage.parse(await client.get(`/imports/${id}/errors?limit=100${after}`));
}
