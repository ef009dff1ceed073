import { fork } from "node:child_process";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Served } from "./served.ts";

/** The product in a process of its own, and a plain SDK client beside it. */
export interface Subject extends Served {
  readonly raw: DynamoDBDocumentClient;
  /** Resident memory of the product's process, in MB. */
  memory(): Promise<number>;
  /** Write units that the stream has spent on totals since this was asked for the first time. */
  units(): Promise<number>;
  stop(): void;
}

/** Starts the product to be measured, with the flags that `npm start` gives its process. */
export async function serve(...options: readonly "--empty"[]): Promise<Subject> {
  const child = fork(join(import.meta.dirname, "served.ts"), options, {
    execArgv: ["--max-old-space-size=384", "--max-semi-space-size=8"],
  });
  const told = <T>() => new Promise<T>((resolve) => child.once("message", (message: T) => resolve(message)));
  const served = await told<Served>();
  const asked = (what: "memory" | "units") => {
    const answer = told<number>();
    child.send(what);
    return answer;
  };
  const client = new DynamoDBClient({
    endpoint: served.database,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    ...served,
    raw: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    memory: async () => (await asked("memory")) / 1e6,
    units: () => asked("units"),
    stop: () => child.disconnect(),
  };
}
