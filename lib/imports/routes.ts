import * as z from "zod";
import { CSV } from "../csv/write.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { chunkAnswer } from "./chunk.ts";
import { importError } from "./errors.ts";
import {
  exampleChunk,
  exampleError,
  exampleImport,
  exampleImportInput,
  exampleProgress,
  exampleRows,
} from "./example.ts";
import { importAnswer } from "./import.ts";
import { importInput } from "./mapping.ts";
import { jsonRows, MOST_ROWS } from "./rows.ts";

const id = z.strictObject({ id: idOf("import") });

export const importRoutes = defineRoutes({
  create: {
    id: "import.create",
    method: "POST",
    path: "/imports",
    summary: "Create an import: what rows become, and how their columns are read",
    description: [
      "Rows are sent afterwards, in chunks. They act as their sender, with their sender's permissions.",
      "With an `Idempotency-Key` made of the file and its mapping, whoever starts again finds the same import.",
    ].join(" "),
    access: { resource: "import", action: "create" },
    body: importInput,
    response: importAnswer,
    status: 201,
    budget: { calls: 1 },
    problems: ["rule-broken"],
    example: {
      body: exampleImportInput,
      response: {
        ...exampleImport,
        progress: { ...exampleProgress, rows: 0, created: 0, failed: 0, chunks: 0 },
      },
    },
  },
  list: {
    id: "import.list",
    method: "GET",
    path: "/imports",
    summary: "List imports, newest first",
    access: { resource: "import", action: "read" },
    query: z.strictObject(paging),
    response: pageOf(importAnswer.omit({ progress: true })),
    budget: { calls: 3, because: "a list of each year until the page is full" },
    example: { response: { items: [exampleImport], nextCursor: null } },
  },
  read: {
    id: "import.read",
    method: "GET",
    path: "/imports/{id}",
    summary: "Read an import: how far it is, what came of its rows, and which chunks are missing",
    access: { resource: "import", action: "read" },
    params: id,
    response: importAnswer,
    budget: { calls: 1 },
    example: { response: { ...exampleImport, progress: exampleProgress } },
  },
  takeChunk: {
    id: "import.takeChunk",
    method: "POST",
    path: "/imports/{id}/chunks/{chunk}",
    summary: `Send a chunk of at most ${MOST_ROWS} rows, as JSON or as CSV with its header`,
    description: [
      "Any chunk can be sent again, whole or after a failure in the middle: it ends in the same state and the same counts.",
      "A row that breaks a rule is named in `errors` and takes no other with it.",
      "CSV as `text/csv` is UTF-8; send GB18030 and what Excel calls Unicode text as `application/octet-stream`.",
      "Lines above the header are passed over; the sign between values is found out.",
    ].join(" "),
    access: { resource: "import", action: "create" },
    params: id.extend({
      chunk: z.coerce
        .number()
        .int()
        .min(1)
        .max(100_000)
        .meta({ examples: [1] }),
    }),
    query: z.strictObject({
      firstRow: z.coerce
        .number()
        .int()
        .min(1)
        .max(50_000_000)
        .default(1)
        .meta({ description: "How errors call the first row of this chunk: its number in the whole file" }),
    }),
    body: z.strictObject({ rows: jsonRows }),
    consumes: ["text/csv", "application/octet-stream"],
    maxBodyBytes: 5_000_000,
    response: chunkAnswer,
    budget: {
      calls: 1600,
      because:
        "500 people or departments are written one by one; of other rows, hundreds are read and tens are written in a call",
    },
    problems: ["rule-broken", "conflict", "unsupported-media-type"],
    example: { body: exampleRows, response: exampleChunk },
  },
  errors: {
    id: "import.errors",
    method: "GET",
    path: "/imports/{id}/errors",
    summary: "List the errors of an import by chunk and row",
    access: { resource: "import", action: "read" },
    params: id,
    query: z.strictObject(paging),
    response: pageOf(importError),
    budget: { calls: 2, because: "the import is read too, to see whether the caller may" },
    example: { response: { items: [{ chunk: 1, ...exampleError }], nextCursor: null } },
  },
  errorsCsv: {
    id: "import.errorsCsv",
    method: "GET",
    path: "/imports/{id}/errors.csv",
    summary: "Download the errors of an import as CSV, safe to open in a spreadsheet",
    access: { resource: "import", action: "read" },
    params: id,
    produces: CSV,
    budget: { calls: 8, because: "the import is read too, and errors a megabyte at a time" },
  },
  complete: {
    id: "import.complete",
    method: "POST",
    path: "/imports/{id}/complete",
    summary: "End an import: it takes no more rows",
    access: { resource: "import", action: "create" },
    params: id,
    response: importAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: { ...exampleImport, status: "completed", progress: exampleProgress } },
  },
  history: historyRoute("import", "imports", idOf("import")),
});
