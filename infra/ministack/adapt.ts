import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the emulator cannot make, and nothing else in the stacks leans on. */
const UNKNOWN = ["AWS::Events::Archive"];

interface Template {
  readonly Resources: Record<string, { readonly Type: string }>;
}

/**
 * Takes what the emulator does not know out of the templates of a synthesized assembly.
 * @returns the logical ids taken out
 */
export async function adapt(assembly: string): Promise<string[]> {
  const removed: string[] = [];
  for (const file of await readdir(assembly)) {
    if (!file.endsWith(".template.json")) continue;
    const path = join(assembly, file);
    const template = JSON.parse(await readFile(path, "utf8")) as Template;
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      if (!UNKNOWN.includes(Type)) continue;
      delete template.Resources[id];
      removed.push(id);
    }
    await writeFile(path, JSON.stringify(template));
  }
  return removed;
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
