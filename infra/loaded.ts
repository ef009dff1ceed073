import type { Metafile } from "esbuild";

type Outputs = Metafile["outputs"];
type Kind = "import-statement" | "dynamic-import";

/** Files whose `import()` is meant to load on demand; packages say it for reasons of their own. */
const OURS = /^(lib|functions)\//;

/** Whether a script holds modules that it ought to load on demand. */
export function loadsParts({ inputs, outputs }: Metafile, script: string): boolean {
  return Object.keys(outputs[script]?.inputs ?? {}).some(
    (path) => OURS.test(path) && inputs[path]?.imports.some(({ kind }) => kind === "dynamic-import"),
  );
}

/** Bytes that a script loads at most: itself with what it imports, and the largest of the parts that it loads on demand. */
export function loadedAtMost(outputs: Outputs, script: string): number {
  const begin = withImports(outputs, script);
  const parts = [...begin].flatMap((path) => importsOf(outputs, path, "dynamic-import"));
  const sizes = parts.map((part) => sizeOf(outputs, new Set([...begin, ...withImports(outputs, part)])));
  return Math.max(sizeOf(outputs, begin), ...sizes);
}

function withImports(outputs: Outputs, script: string): Set<string> {
  const found = new Set([script]);
  // A set goes on with what is added while it is gone through.
  for (const path of found) for (const one of importsOf(outputs, path, "import-statement")) found.add(one);
  return found;
}

function importsOf(outputs: Outputs, path: string, wanted: Kind): string[] {
  const { imports = [] } = outputs[path] ?? {};
  return imports.filter(({ kind, external }) => kind === wanted && external !== true).map(({ path }) => path);
}

function sizeOf(outputs: Outputs, paths: ReadonlySet<string>): number {
  return [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}
