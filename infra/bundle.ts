import { existsSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import type { Lambda } from "../functions/lambda.ts";
import { lambdas } from "../functions/manifest.ts";
import { loadedAtMost, loadsParts } from "./loaded.ts";
import { standIns } from "./stand-ins.ts";

const root = dirname(import.meta.dirname);

/** Some CommonJS packages ask for Node's own modules with `require`, which an ES module does not have. */
const REQUIRE = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);\n';

/** One function's bundle. */
export interface Bundle {
  readonly name: string;
  /** Folder that holds `index.mjs`, the parts that it loads on demand, and their source maps. */
  readonly folder: string;
  /** Of what a run loads at most: what each begins with, and the largest of the parts. */
  readonly bytes: number;
}

/** Where a function's bundle lies: what the stacks deploy. */
export function bundleFolder(name: string, into = join(root, "dist")): string {
  return join(into, "functions", name);
}

/**
 * Bundles functions, each with its own copy of what it uses: `<into>/functions/<name>/index.mjs` and its map,
 * `<into>/metafile.json` for the curious. One pass of esbuild makes them; one that loads parts of itself on demand
 * (`import()`) has a further pass of its own, which leaves these parts files beside the first.
 */
export async function bundle(functions: readonly Lambda[], into = join(root, "dist")): Promise<Bundle[]> {
  const whole = await pass(functions, into, {});
  const parted = functions.filter((one) => loadsParts(whole.metafile, scriptOf(one, into)));
  const parts = await Promise.all(
    parted.map((one) =>
      pass([one], into, { splitting: true, chunkNames: `functions/${one.name}/[name]-[hash]` }),
    ),
  );
  const passes = [whole, ...parts];
  const outputs: Metafile["outputs"] = Object.assign({}, ...passes.map(({ metafile }) => metafile.outputs));
  const texts = new Map(
    passes.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [path, text])),
  );
  await rm(join(into, "functions"), { recursive: true, force: true });
  for (const [path, text] of texts) await layOut(path, text, outputs);
  await layAssets(functions, into);
  await writeFile(join(into, "metafile.json"), JSON.stringify({ ...whole.metafile, outputs }));
  return functions
    .map((one) => ({
      name: one.name,
      folder: bundleFolder(one.name, into),
      bytes: loadedAtMost(outputs, scriptOf(one, into)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function pass(
  functions: readonly Lambda[],
  into: string,
  options: Pick<BuildOptions, "splitting" | "chunkNames">,
) {
  return build({
    absWorkingDir: root,
    entryPoints: functions.map(({ name, entry }) => ({ in: entry, out: `functions/${name}/index` })),
    outdir: into,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    plugins: [standIns(root)],
    minify: true,
    sourcemap: "external",
    sourcesContent: true,
    legalComments: "none",
    charset: "utf8",
    metafile: true,
    write: false,
    logLevel: "warning",
    ...options,
  });
}

/** How esbuild calls the script that a function begins with. */
function scriptOf({ name }: Lambda, into: string): string {
  return relative(root, join(bundleFolder(name, into), "index.mjs"));
}

/** Writes a script or its map. A script in which a `require` of something outside is left gets what it asks. */
async function layOut(path: string, text: string, outputs: Metafile["outputs"]): Promise<void> {
  const script = path.replace(/\.map$/, "");
  const { imports = [] } = outputs[relative(root, script)] ?? {};
  const isNeedy = imports.some(({ kind, external }) => kind === "require-call" && external);
  const content = !isNeedy ? text : path === script ? REQUIRE + text : oneLineDown(text);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Lays a function's files beside its bundle. */
async function layAssets(functions: readonly Lambda[], into: string): Promise<void> {
  for (const { name, assets = [] } of functions) {
    for (const specifier of assets) {
      const own = join(root, specifier);
      const source = existsSync(own) ? own : createRequire(import.meta.url).resolve(specifier);
      await copyFile(source, join(bundleFolder(name, into), basename(specifier)));
    }
  }
}

/** The source map of a script that got one line above its first. */
function oneLineDown(map: string): string {
  const parsed: { mappings: string } = JSON.parse(map);
  return JSON.stringify({ ...parsed, mappings: `;${parsed.mappings}` });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bytes } of await bundle(lambdas)) {
    console.log(`${name.padEnd(32)} ${(bytes / 1000).toFixed(0).padStart(6)} kB`);
  }
}
