import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { NEVER_CALLED } from "./never-called.ts";

/** What the emulator's IAM was asked about a function, how often, and how often it refused. */
const recorded = z.array(
  z.object({
    function: z.string(),
    action: z.string(),
    resource: z.string(),
    count: z.number(),
    denied: z.number(),
  }),
);

const actions = z.union([z.string().transform((only) => [only]), z.array(z.string())]);
const template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown() })),
});
const functionProperties = z.looseObject({
  FunctionName: z.string(),
  Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }),
});
const policyProperties = z.looseObject({
  Roles: z.array(z.looseObject({ Ref: z.string().optional() })),
  PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: actions })) }),
});

/** The actions that each function's role allows, by the function's full name. */
export type Granted = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads from synthesized templates what the roles of functions allow. */
export async function grantedIn(assembly: string): Promise<Granted> {
  const files = (await readdir(assembly)).filter((file) => file.endsWith(".template.json"));
  const granted = new Map<string, Set<string>>();
  for (const file of files) {
    const { Resources } = template.parse(JSON.parse(await readFile(join(assembly, file), "utf8")));
    const all = Object.values(Resources);
    const policies = all
      .filter(({ Type }) => Type === "AWS::IAM::Policy")
      .map(({ Properties }) => policyProperties.parse(Properties));
    for (const { Type, Properties } of all) {
      // The CDK's own helpers, if any, are named by CloudFormation.
      const made = Type === "AWS::Lambda::Function" ? functionProperties.safeParse(Properties) : undefined;
      if (!made?.success) continue;
      const [role] = made.data.Role["Fn::GetAtt"];
      const own = policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role));
      const allowed = own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap((s) => s.Action));
      granted.set(made.data.FunctionName, new Set(allowed));
    }
  }
  return granted;
}

export interface Comparison {
  /** Calls that were refused, or that no role names. */
  readonly missing: readonly string[];
  /** Grants that nobody used and nobody excused. */
  readonly unused: readonly string[];
  /** Excuses for what was called after all, or is not granted. */
  readonly outdated: readonly string[];
  /** A line a function: what it called, and what it may call and did not. */
  readonly table: readonly string[];
}

/** Compares what roles allow with what functions called in all stages. */
export function compare(granted: Granted, calls: unknown): Comparison {
  const short = (name: string) => name.replace(/^guanxi-trial-\d+-/, "");
  const called = new Map<string, Map<string, number>>();
  const missing = new Set<string>();
  for (const { function: name, action, resource, count, denied } of recorded.parse(calls)) {
    const counts = called.get(short(name)) ?? new Map<string, number>();
    called.set(short(name), counts.set(action, (counts.get(action) ?? 0) + count));
    if (denied > 0) missing.add(`${short(name)} was refused ${action} on ${resource}`);
    if (!granted.get(name)?.has(action))
      missing.add(`${short(name)} calls ${action}, and its role does not name it`);
  }
  const unused: string[] = [];
  const used = new Set<string>();
  const table: string[] = [];
  const roles = new Map([...granted].map(([name, allowed]) => [short(name), allowed]));
  for (const [name, allowed] of [...roles].toSorted(([a], [b]) => a.localeCompare(b))) {
    const counts = called.get(name) ?? new Map<string, number>();
    const left = [...allowed].filter((action) => !counts.has(action)).toSorted();
    for (const action of left) {
      const excuse = NEVER_CALLED.find((one) => one.excuses(name, action, counts));
      if (excuse === undefined) unused.push(`${name} may ${action} and never does`);
      else used.add(excuse.because);
    }
    const quiet = left.filter((action) => !/^(logs|xray|sqs):/.test(action));
    const sum = [...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([a, n]) => `${bare(a)} ${n}`);
    table.push(
      `${name.padEnd(20)} ${sum.join(", ") || "nothing"}${quiet.length === 0 ? "" : `; not: ${quiet.map(bare).join(", ")}`}`,
    );
  }
  const outdated = NEVER_CALLED.map(({ because }) => because).filter((because) => !used.has(because));
  return { missing: [...missing], unused, outdated, table };
}

const bare = (action: string) => action.slice(action.indexOf(":") + 1);
