import type { Resource, Synthesized } from "./synthesize.ts";

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Effect: string;
  readonly Condition?: unknown;
}

/** The statements that the role of a function holds. */
export function statementsOf(stacks: Synthesized, lambda: Resource): Statement[] {
  const role = lambda.Properties.Role["Fn::GetAtt"][0];
  const attached: Resource[] = stacks
    .of("AWS::IAM::Policy")
    .filter(
      ({ stack, Properties }) =>
        stack === lambda.stack && Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
    );
  return attached.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** Everything a function may do, sorted. */
export function actionsOf(stacks: Synthesized, lambda: Resource): string[] {
  return [...new Set(statementsOf(stacks, lambda).flatMap(({ Action }) => Action))].toSorted();
}

/** The resources with a wildcard in all policies, from the last colon on, each once. */
export function wildcardsOf(stacks: Synthesized): string[] {
  const resources = stacks
    .of("AWS::IAM::Policy")
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Resource }: Statement) => Resource)
    .map(flat)
    .filter((resource) => resource.includes("*"));
  return [...new Set(resources.map((resource) => resource.split(":").at(-1) ?? ""))].toSorted();
}

function flat(resource: unknown): string {
  if (typeof resource === "string") return resource;
  const join = (resource as { "Fn::Join"?: [string, unknown[]] })["Fn::Join"];
  return join === undefined ? "" : join[1].map((part) => (typeof part === "string" ? part : "")).join("");
}
