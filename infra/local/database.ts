import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { type DatabaseCall, DatabaseError, databaseCalls } from "./database-call.ts";
import { prepareFolder } from "./database-folder.ts";
import { databaseProgram } from "./database-program.ts";
import { LocalFailure } from "./failure.ts";
import { endsWithUs, java, javaTrouble } from "./java.ts";
import { free } from "./ports.ts";

/** Amazon's DynamoDB Local, running. */
export interface Database {
  readonly port: number;
  /** What its callers sign with. */
  readonly accessKey: string;
  readonly call: DatabaseCall;
  /** Resolves when it answers. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  readonly port: number;
  /** Where the data is kept; in memory without one. */
  readonly folder: string | undefined;
  /** Much work is to come: Java may take longer to start and run faster. */
  readonly optimise: boolean;
  /** Each access key has a database of its own, for the many short lives of tests; else all callers have the same. */
  readonly apart?: boolean;
  /** Called when it ends though nobody stopped it. */
  readonly died: (failure: LocalFailure) => void;
}

/**
 * The port of a DynamoDB Local that runs already. Whoever wants one in memory then gets a new database there: many test
 * files share one Java, which is warm for all but the first.
 */
export const RUNNING_DATABASE = "RUNNING_DATABASE_PORT";

/** What DynamoDB Local is signed for in a process of its own. */
const ALONE = "local";

/**
 * Starts DynamoDB Local.
 * @throws LocalFailure when the port is in use; `ready` rejects with one when Java or the folder is to blame
 */
export async function startDatabase({
  port: wanted,
  folder,
  optimise,
  apart,
  died,
}: Options): Promise<Database> {
  const running = process.env[RUNNING_DATABASE];
  if (running !== undefined && folder === undefined && wanted === 0) return joinDatabase(Number(running));
  const port = await free("database", wanted);
  if (folder !== undefined) await prepareFolder(folder);
  const program = databaseProgram(apart === true ? "some" : optimise ? "much" : "little");
  const place = folder === undefined ? ["-inMemory"] : ["-dbPath", folder];
  if (apart !== true) place.push("-sharedDb");
  const child = spawn(java(), [...program.args, "-port", String(port), "-disableTelemetry", ...place], {
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own: Ctrl-C must not end it before the functions have finished.
    detached: true,
  });
  endsWithUs(child);

  let said = "";
  for (const output of [child.stdout, child.stderr]) {
    output.on("data", (text: Buffer) => {
      said = `${said}${text}`.slice(-4_000);
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  const { call, close } = databaseCalls(port, ALONE);
  let state: "starting" | "running" | "stopping" = "starting";
  void ended.then(() => {
    if (state === "running") died(new LocalFailure(`The local database ended by itself: ${lastWords(said)}`));
  });

  return {
    port,
    accessKey: ALONE,
    call,
    ready: answers(call, ended).then(
      () => {
        if (state === "starting") state = "running";
      },
      (error: unknown) => {
        if (error instanceof DatabaseError) throw damaged(folder);
        throw javaTrouble() ?? new LocalFailure(`The local database does not start: ${lastWords(said)}`);
      },
    ),
    async stop() {
      state = "stopping";
      close();
      // Nothing to be kept: no time to be lost.
      child.kill(folder === undefined && !program.writesAtExit ? "SIGKILL" : "SIGTERM");
      const forced = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(forced);
      program.ended();
    },
  };
}

/** A new database in one that runs already. */
function joinDatabase(port: number): Database {
  const accessKey = `${ALONE}${randomUUID().replaceAll("-", "")}`;
  const { call, close } = databaseCalls(port, accessKey);
  return {
    port,
    accessKey,
    call,
    ready: Promise.resolve(),
    async stop() {
      await emptied(call);
      close();
    },
  };
}

/** What is in memory stays there until its table goes. */
async function emptied(call: DatabaseCall): Promise<void> {
  const { TableNames } = z
    .object({ TableNames: z.array(z.string()) })
    .parse(await call("DynamoDB_20120810.ListTables", {}));
  for (const TableName of TableNames) await call("DynamoDB_20120810.DeleteTable", { TableName });
}

async function answers(call: DatabaseCall, ended: Promise<void>): Promise<void> {
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  while (!gone) {
    try {
      await call("DynamoDB_20120810.ListTables", { Limit: 1 });
      return;
    } catch (error) {
      // It answers, and cannot even list its tables.
      if (error instanceof DatabaseError) throw error;
      await sleep(10);
    }
  }
  throw new Error("ended");
}

function damaged(folder: string | undefined): LocalFailure {
  return new LocalFailure(
    `The local database cannot read its data in ${folder}: \`npm run reset\` starts afresh, without the data.`,
  );
}

function lastWords(said: string): string {
  const lines = said.split("\n").filter((line) => /exception|error|cannot|unable|failed|denied/i.test(line));
  return (lines.at(-1) ?? said.trim().split("\n").at(-1) ?? "").trim() || "it gave no reason";
}
