import { LogGroup, QueryDefinition, QueryString } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Lambda } from "../../functions/lambda.ts";
import { nameOf, type Stage } from "../stage.ts";
import { QUERIES } from "./declared.ts";
import { MOST_GROUPS, type Query } from "./query.ts";

/** Keeps the declared queries in CloudWatch, each over the log groups that it asks. */
export function saveQueries(scope: Construct, stage: Stage, functions: readonly Lambda[]): void {
  for (const query of QUERIES) {
    const groups = groupsOf(query, stage, functions);
    if (groups.length === 0) continue;
    if (groups.length > MOST_GROUPS)
      throw new Error(
        `the query ${query.name} asks ${groups.length} log groups; CloudWatch takes ${MOST_GROUPS}`,
      );
    const { name, where, shows, sort, limit } = query;
    new QueryDefinition(scope, `Query ${name}`, {
      queryDefinitionName: `${nameOf(stage, "queries")}/${name}`,
      queryString: new QueryString({
        ...(where.length > 0 && { filterStatements: [...where] }),
        ...("stats" in shows ? { statsStatements: [shows.stats] } : { fields: [...shows] }),
        ...(sort !== undefined && { sort }),
        limit,
      }),
      // By their names, as everything is watched.
      logGroups: groups.map((group, index) =>
        LogGroup.fromLogGroupName(scope, `Query ${name} ${index}`, group),
      ),
    });
  }
}

function groupsOf({ of }: Query, stage: Stage, functions: readonly Lambda[]): string[] {
  if (of === "access-log") return [`/aws/apigateway/${nameOf(stage, "api")}`];
  return functions.filter(of).map(({ name }) => `/aws/lambda/${nameOf(stage, name)}`);
}
