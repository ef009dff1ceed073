import { fork } from "node:child_process";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Call, Served, Told } from "./served.ts";

/** A filled product in a process of its own, and a plain SDK client beside it. */
export interface Subject extends Served {
  readonly customers: number;
  readonly raw: DynamoDBDocumentClient;
  /** The DynamoDB calls that it made since it was last asked. */
  calls(): Promise<Call[]>;
  stop(): void;
}

/** Starts a product with so many customers, its files in a folder. */
export async function serve(
  customers: number,
  folder: string,
  progress: (made: number) => void,
): Promise<Subject> {
  const child = fork(join(import.meta.dirname, "served.ts"), [String(customers), folder], {
    execArgv: ["--max-old-space-size=4096", "--max-semi-space-size=8"],
  });
  const served = await new Promise<Served>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the product with ${customers} customers ended: ${code}`)));
    child.on("message", (told: Told) => (told.kind === "made" ? progress(told.customers) : resolve(told)));
  });
  child.removeAllListeners();
  const client = new DynamoDBClient({
    endpoint: served.database,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    ...served,
    customers,
    raw: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    calls() {
      const answer = new Promise<Call[]>((resolve) => child.once("message", resolve));
      child.send("calls");
      return answer;
    },
    stop: () => child.disconnect(),
  };
}
