import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { TABLE } from "../../lib/table/definition.ts";
import { ofTable } from "./aws.ts";
import type { Graph } from "./board.ts";
import { line, type Sight } from "./lines.ts";

/** What requests do most. */
const OPERATIONS = ["GetItem", "BatchGetItem", "Query", "TransactWriteItems"];

/** How the table bears what is asked of it. */
export function table({ stage }: Sight): Graph[] {
  const places = [
    { name: "table", of: {} },
    ...Object.keys(TABLE.indexes).map((index) => ({ name: index, of: { GlobalSecondaryIndexName: index } })),
  ];
  return [
    {
      title: "Throttled by the table",
      unit: "calls",
      lines: places.flatMap(({ name, of }) => [
        line(`${name}: writes`, ofTable(stage, "WriteThrottleEvents", of)),
        ...(name === "table" ? [line("table: reads", ofTable(stage, "ReadThrottleEvents"))] : []),
      ]),
      says: "Calls that came faster than the table grows; the clients try again. A few at the begin of an import pass; for minutes: send its chunks more slowly.",
    },
    {
      title: "Time that calls take",
      unit: "ms",
      lines: OPERATIONS.map((Operation) =>
        line(Operation, ofTable(stage, "SuccessfulRequestLatency", { Operation }, Stats.AVERAGE)),
      ),
      says: "Inside DynamoDB, on average; a few milliseconds are usual. When all rise, look at AWS' health page: there is nothing to mend here.",
    },
    {
      title: "Transactions that collided",
      unit: "items",
      lines: [line("Collided", ofTable(stage, "TransactionConflict"))],
      says: "Two wrote to one record at once; one of them is tried again or answered 409. Many: somebody sends the same change in parallel.",
    },
  ];
}
