import type { App } from "aws-cdk-lib";
import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { TABLE } from "../../lib/table/definition.ts";
import { nameOf, type Stage } from "../stage.ts";

/** The one table and its stream. */
export class DataStack extends Stack {
  readonly table: Table;

  constructor(app: App, stage: Stage) {
    super(app, nameOf(stage, "data"), {
      description: "Guanxi: the table",
      terminationProtection: stage.production,
    });
    this.table = new Table(this, "Table", {
      tableName: nameOf(stage, "table"),
      partitionKey: text(TABLE.key.partition),
      sortKey: text(TABLE.key.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.production,
      removalPolicy: stage.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      timeToLiveAttribute: TABLE.ttl,
      stream: StreamViewType[TABLE.stream],
    });
    for (const [indexName, { partition, sort }] of Object.entries(TABLE.indexes)) {
      this.table.addGlobalSecondaryIndex({ indexName, partitionKey: text(partition), sortKey: text(sort) });
    }
    new CfnOutput(this, "TableName", { value: this.table.tableName });
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
