import { existsSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import type { Lambda } from "../functions/lambda.ts";
import { lambdas } from "../functions/manifest.ts";
import { standIns } from "./stand-ins.ts";

const root = dirname(import.meta.dirname);

/** Some CommonJS packages ask for Node's own modules with `require`, which an ES module does not have. */
const REQUIRE = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);\n';

/** One function's bundle. */
export interface Bundle {
  readonly name: string;
  /** Folder that holds `index.mjs` and its source map. */
  readonly folder: string;
  readonly bytes: number;
}

/** Where a function's bundle lies: what the stacks deploy. */
export function bundleFolder(name: string, into = join(root, "dist")): string {
  return join(into, "functions", name);
}

/**
 * Bundles functions, each with its own copy of what it uses, in one pass of esbuild:
 * `<into>/functions/<name>/index.mjs` and its map, `<into>/metafile.json` for the curious.
 */
export async function bundle(functions: readonly Lambda[], into = join(root, "dist")): Promise<Bundle[]> {
  const result = await build({
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
    splitting: false,
    minify: true,
    sourcemap: "external",
    sourcesContent: true,
    legalComments: "none",
    charset: "utf8",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  await rm(join(into, "functions"), { recursive: true, force: true });
  const needy = needingRequire(result.metafile);
  const bundles: Bundle[] = [];
  for (const { path, text } of result.outputFiles) {
    const script = path.replace(/\.map$/, "");
    const shifted = needy.has(script);
    const content = !shifted ? text : path === script ? REQUIRE + text : oneLineDown(text);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    if (path !== script) continue;
    const folder = dirname(path);
    bundles.push({
      name: relative(join(into, "functions"), folder),
      folder,
      bytes: Buffer.byteLength(content),
    });
  }
  await layAssets(functions, into);
  await writeFile(join(into, "metafile.json"), JSON.stringify(result.metafile));
  return bundles.sort((a, b) => a.name.localeCompare(b.name));
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

/** The scripts in which a `require` of something outside the bundle is left. */
function needingRequire(metafile: Metafile): Set<string> {
  return new Set(
    Object.entries(metafile.outputs)
      .filter(([, { imports }]) => imports.some(({ kind, external }) => kind === "require-call" && external))
      .map(([path]) => resolve(root, path)),
  );
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
