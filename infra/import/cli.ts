// npm run import -- --url http://localhost:3000 --token … --mapping products.json products.csv
// npm run import -- --url … --token … --mapping folder-of-mappings folder-of-files
//
// Sends files to /imports like any consumer of the API. Ended in the middle and started again it goes on where it was;
// started again after its end it changes nothing. Ends with 0 when every row went in, 1 when some failed, 2 when it
// could not run.
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clientOf } from "./client.ts";
import { ImportFailure } from "./failure.ts";
import { stepsOf } from "./mapping-file.ts";
import { progressBar } from "./progress.ts";
import { runStep } from "./run.ts";

const USAGE = `Usage: npm run import -- --url <API> --token <token> --mapping <file or folder> [<file or folder>]

  --url       where the API is, e.g. http://localhost:3000; or GUANXI_URL
  --token     whose rows they are; or GUANXI_TOKEN
  --mapping   a mapping (JSON), or a folder of them, run in the order of their names
  --dry-run   writes nothing, and reports the same errors
  --again     a new import of what was imported within the last 24 hours
  --parallel  chunks under way at once, 1 to 8; 3 unless told
  --rows      rows a chunk, 1 to 500; 500 unless told
  --errors    a folder for the errors, one CSV an import
`;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof ImportFailure;
  if (stop.signal.aborted) process.stderr.write("\nStopped; start again to go on.\n");
  else process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = stop.signal.aborted ? 130 : 2;
}

async function main(): Promise<number> {
  if (process.argv.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { url, token, mapping, data, again, dryRun, parallel, rows, errors } = optionsOf();
  const client = clientOf(url, token, stop.signal);
  let failed = 0;
  for (const step of stepsOf(mapping, data)) {
    const began = performance.now();
    const bar = progressBar(step.name);
    const outcome = await runStep(step, client, {
      rowsPerChunk: rows,
      parallel,
      dryRun,
      run: again ? randomUUID() : "",
      onRows: bar.update,
    }).finally(bar.stop);
    const { id, progress, wasDone } = outcome;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const told = wasDone ? "was done before" : `${seconds} s`;
    process.stdout.write(
      `${step.name}: ${progress.rows} rows, ${progress.created} created, ${progress.updated} updated, ${progress.unchanged} unchanged, ${progress.failed} failed (${told}) ${id}\n`,
    );
    if (progress.failed === 0) continue;
    failed += progress.failed;
    for (const { row, column, rule } of outcome.errors)
      process.stdout.write(`  row ${row}${column === undefined ? "" : `, ${column}`}: ${rule}\n`);
    if (errors === undefined) process.stdout.write(`  all of them: ${url}/imports/${id}/errors.csv\n`);
    else
      process.stdout.write(
        `  all of them: ${save(errors, step.name, await client.text(`/imports/${id}/errors.csv`))}\n`,
      );
  }
  return failed === 0 ? 0 : 1;
}

function optionsOf() {
  const { values, positionals } = parsed();
  const { url = process.env.GUANXI_URL, token = process.env.GUANXI_TOKEN, mapping } = values;
  if (url === undefined || token === undefined || mapping === undefined || positionals.length > 1)
    throw new ImportFailure(USAGE);
  return {
    url,
    token,
    mapping,
    data: positionals[0],
    again: values.again,
    dryRun: values["dry-run"],
    parallel: whole("parallel", values.parallel, 8),
    rows: whole("rows", values.rows, 500),
    errors: values.errors,
  };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        url: { type: "string" },
        token: { type: "string" },
        mapping: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        again: { type: "boolean", default: false },
        parallel: { type: "string", default: "3" },
        rows: { type: "string", default: "500" },
        errors: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new ImportFailure(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new ImportFailure(`--${name} must be a whole number from 1 to ${most}`);
}

function save(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/\.json$/, "")}.errors.csv`);
  writeFileSync(path, text);
  return path;
}
