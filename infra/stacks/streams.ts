import { type App, Duration, Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Surroundings } from "../constructs/grants.ts";
import { type CodeOf, HouseFunction } from "../constructs/house-function.ts";
import type { Triggered } from "../constructs/triggered.ts";
import { nameOf, type Stage } from "../stage.ts";

interface StreamsProps {
  readonly functions: readonly Triggered<"stream">[];
  readonly code: CodeOf;
  readonly around: Surroundings;
}

/** A DynamoDB stream serves two readers well; a third would slow all of them. */
const MOST_READERS = 2;

/** Those who follow the table, record by record. */
export class StreamsStack extends Stack {
  constructor(app: App, stage: Stage, { functions, code, around }: StreamsProps) {
    super(app, nameOf(stage, "streams"), {
      description: "Guanxi: what follows from every write",
      terminationProtection: stage.production,
    });
    if (functions.length > MOST_READERS) {
      throw new Error(`the table's stream serves ${MOST_READERS} readers; let the others react to the bus`);
    }
    for (const declaration of functions) {
      const { lambda, deadLetters } = new HouseFunction(this, { stage, declaration, code, around });
      const streamArn = streamOf(around.table);
      lambda.addToRolePolicy(
        new PolicyStatement({
          actions: [
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
          ],
          resources: [streamArn],
        }),
      );
      new EventSourceMapping(lambda, "Stream", {
        target: lambda,
        eventSourceArn: streamArn,
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: declaration.trigger.batchSize,
        maxBatchingWindow: Duration.seconds(declaration.trigger.batchWindowSeconds),
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        ...(declaration.trigger.of && { filters: changesOf(declaration.trigger.of) }),
        retryAttempts: 10,
        ...(deadLetters === undefined ? {} : { onFailure: new SqsDlq(deadLetters) }),
      });
    }
  }
}

function streamOf(table: Table): string {
  if (table.tableStreamArn === undefined) throw new Error("the table has no stream");
  return table.tableStreamArn;
}

/** Changes of items of some types: whatever became of them, and their removal. */
function changesOf(types: readonly string[]) {
  const entity = { S: FilterRule.or(...types) };
  return [{ NewImage: { entity } }, { OldImage: { entity } }].map((dynamodb) =>
    FilterCriteria.filter({ dynamodb }),
  );
}
