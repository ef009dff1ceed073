import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { type Person, person } from "../../lib/access/directory.ts";
import type { Context } from "../../lib/http/context.ts";
import { takeChunk } from "../../lib/imports/chunk.ts";
import { createImport } from "../../lib/imports/create.ts";
import { type ImportInput, importInput } from "../../lib/imports/mapping.ts";
import { readImport } from "../../lib/imports/read.ts";
import { rowsOf } from "../../lib/imports/rows.ts";
import { commit } from "../../lib/table/commit.ts";
import { query } from "../../lib/table/query.ts";
import { hire } from "../makers/company.ts";
import { injectFaults, suffering } from "./faults.ts";

let cloud: LocalCloud;
let caller: Person;
beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [] });
  injectFaults();
  const { id } = await hire({ cloud }, { roles: ["admin"] });
  const found = await person(id);
  if (found === undefined) throw new Error("nobody was hired");
  caller = found;
});
afterAll(() => cloud.stop());

const context = (): Context => ({
  caller,
  now: cloud.now(),
  requestId: "crash",
  ifMatch: undefined,
});

async function begin(input: Partial<ImportInput>): Promise<string> {
  const whole = importInput.parse({
    resource: "customer",
    columns: { Name: "name", Phone: "phone" },
    ...input,
  });
  const { id } = await commit(await createImport(whole, context()));
  return id;
}

const send = (id: string, rows: { Name: string; Phone: string | null }[]) =>
  takeChunk({ id, chunk: 1, firstRow: 1 }, (mapping) => rowsOf({ rows }, mapping), context());

it.each(
  [1, 3, 5, 7, 10].flatMap((atCall) => [
    { atCall, how: "killed" } as const,
    { atCall, how: "unanswered" } as const,
  ]),
)("a chunk $how at call $atCall and sent again has every row in once and counted once", async (fault) => {
  const rows = Array.from({ length: 120 }, (_, index) => ({
    Name: `崩溃 ${fault.how} ${fault.atCall} ${index}`,
    Phone: null,
  }));
  const id = await begin({});
  await expect(
    suffering(
      fault,
      () => 0,
      () => send(id, rows),
    ),
  ).rejects.toThrow();
  expect(await send(id, rows)).toMatchObject({ rows: 120, created: 120, failed: 0 });
  const { progress } = await readImport(id, context());
  expect(progress).toMatchObject({ rows: 120, created: 120, failed: 0, chunks: 1 });
  const found = await query({ index: "byName", key: "customer#name#崩" }, { order: "ascending" });
  const names = found
    .map(({ name }) => String(name))
    .filter((name) => rows.some(({ Name }) => Name === name));
  expect([names.length, new Set(names).size]).toEqual([120, 120]);
});

it("a row whose chunk fails on one that is too large takes no other with it", async () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({ Name: `大行 ${index}`, Phone: null }));
  const id = await begin({
    columns: { Name: "name", Phone: "phone", Notes: "notes" },
  });
  const big = rows.map((row, index) => ({ ...row, Notes: index === 5 ? "很".repeat(10_001) : "x" }));
  const answer = await takeChunk(
    { id, chunk: 1, firstRow: 1 },
    (mapping) => rowsOf({ rows: big }, mapping),
    context(),
  );
  expect(answer).toMatchObject({ created: 11, failed: 1, errors: [{ row: 6, column: "Notes" }] });
});
