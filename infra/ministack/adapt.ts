import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the emulator cannot make, and nothing else in the stacks leans on. */
const UNKNOWN = ["AWS::Events::Archive", "AWS::CloudWatch::CompositeAlarm", "AWS::Logs::QueryDefinition"];

/** Alarms that compute with several metrics, which it refuses. */
const COMPUTES = { Type: "AWS::CloudWatch::Alarm", property: "Metrics" };

/** Its IAM takes every schedule for one of the group `default`. */
const SCHEDULES = { named: /:schedule\/[\w-]+\/\*/g, taken: ":schedule/default/*" };

/** Its IAM sees neither the identity nor the sender of a raw mail. */
const UNSEEN = ["ses:SendRawEmail"];

interface Statement {
  readonly Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

interface Template {
  readonly Resources: Record<
    string,
    { readonly Type: string; readonly Properties: { PolicyDocument: { Statement: Statement[] } } }
  >;
}

/** Makes the templates of a synthesized assembly fit the emulator. */
export async function adapt(assembly: string): Promise<void> {
  for (const file of await readdir(assembly)) {
    if (!file.endsWith(".template.json")) continue;
    const path = join(assembly, file);
    const text = (await readFile(path, "utf8")).replaceAll(SCHEDULES.named, SCHEDULES.taken);
    const template = JSON.parse(text) as Template;
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      const computes = Type === COMPUTES.Type && COMPUTES.property in Properties;
      if (UNKNOWN.includes(Type) || computes) delete template.Resources[id];
      if (Type === "AWS::IAM::Policy") Properties.PolicyDocument.Statement.forEach(widen);
    }
    await writeFile(path, JSON.stringify(template));
  }
}

function widen(statement: Statement): void {
  if (![statement.Action].flat().every((action) => UNSEEN.includes(action))) return;
  statement.Resource = "*";
  delete statement.Condition;
}

/**
 * The CDK's own bootstrap, but for the rule that its bucket speaks TLS alone: the emulator has no certificate.
 * @throws Error when the rule is no longer there, or looks otherwise
 */
export function adaptBootstrap(template: string): string {
  const rule = /aws:SecureTransport: "false"/;
  if (!rule.test(template)) throw new Error("the CDK bootstraps otherwise than before");
  return template.replace(rule, 'aws:SecureTransport: "true"');
}
