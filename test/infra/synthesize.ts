import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Lambda } from "../../functions/lambda.ts";
import { buildProduct } from "../../infra/product.ts";
import { stageFrom } from "../../infra/stage.ts";

export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is as free as JSON
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}

export interface Synthesized {
  readonly resources: readonly Resource[];
  /** What each stack tells others. */
  readonly outputs: Readonly<
    Record<string, Readonly<Record<string, { readonly Value: Resource["Properties"] }>>>
  >;
  of(type: string): readonly Resource[];
}

/** Synthesizes every stack of a manifest, with empty bundles in the place of the real ones. */
export function synthesize(functions: readonly Lambda[], context: Record<string, string> = {}): Synthesized {
  return synthesized(functions, context, false);
}

/** The same, and what cdk-nag and CDK itself object to; they take four times as long. */
export function inspect(
  functions: readonly Lambda[],
): Synthesized & { readonly violations: readonly string[] } {
  return synthesized(functions, {}, true);
}

function synthesized(functions: readonly Lambda[], context: Record<string, string>, inspected: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "guanxi-synth-"));
  try {
    const outdir = join(folder, "out");
    const app = new App({ context, outdir, builtinCloudFormationValidation: inspected });
    writeFileSync(join(folder, "index.mjs"), "export const handler = async () => {};");
    buildProduct(app, stageFrom(app), functions, () => Code.fromAsset(folder, { exclude: ["out"] }));
    if (inspected) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const assembly = app.synth();
    const resources = assembly.stacks.flatMap(({ stackName, template }) =>
      Object.entries<Omit<Resource, "id" | "stack">>(template.Resources).map(([id, resource]) => ({
        ...resource,
        id,
        stack: stackName,
      })),
    );
    return {
      resources,
      outputs: Object.fromEntries(
        assembly.stacks.map(({ stackName, template }) => [stackName, template.Outputs ?? {}]),
      ),
      violations: inspected ? violationsIn(join(assembly.directory, "validation-report.json")) : [],
      of: (type: string) => resources.filter(({ Type }) => Type === type),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function violationsIn(report: string): string[] {
  const { pluginReports } = JSON.parse(readFileSync(report, "utf8")) as {
    pluginReports: {
      violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[];
    }[];
  };
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}
