import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type OnResolveArgs, type Plugin } from "esbuild";
import { SHORTER } from "./shorter.ts";

/** A module of which bundles hold another one, or nothing. */
interface StandIn {
  /** How the module is imported. */
  readonly of: RegExp;
  /** By which files, relative to the repository's root; by all unless told. */
  readonly within?: RegExp;
  /** Whether this import is meant, where names do not tell. */
  readonly when?: (asked: OnResolveArgs) => Promise<boolean>;
  /** The module under `stand-ins/` that takes the place and says why, or why none is needed. */
  readonly by: `${string}.ts` | { readonly none: string };
}

const STAND_INS: readonly StandIn[] = [
  { of: /^zod$/, within: /^(lib|functions|events)\//, by: "zod.ts" },
  { of: /^@aws-sdk\/credential-provider-node$/, by: "credentials.ts" },
  { of: /^mnemonist\/lru-cache$/, by: "lru-cache.ts" },
  { of: /^(node:)?http$/, when: wantsOnlyStatusCodes, by: "status-codes.ts" },
  { of: /^bowser$/, by: { none: "no function runs in a browser" } },
  { of: /^@smithy\/core\/event-streams$/, by: { none: "no service that we call has event streams" } },
  {
    of: /\/AdaptiveRetryStrategy$/,
    within: /\/@smithy\//,
    by: { none: "calls are retried the standard way" },
  },
  { of: /\/Sha256Js$/, within: /\/@smithy\//, by: { none: "Node computes SHA-256 itself" } },
  {
    of: /\/(to-json-schema|json-schema-processors)\.js$/,
    within: /\/zod\//,
    by: { none: "the API's document is made at build time" },
  },
  {
    of: /\/mime-types\.js$/,
    within: /\/nodemailer\//,
    by: { none: "each part of a mail names its media type, so none is guessed from a file's extension" },
  },
  {
    of: /\/fetch\/index\.js$/,
    within: /\/nodemailer\//,
    by: { none: "no part of a mail is fetched from the network" },
  },
];

/** Leaves out of bundles what a function never runs, and builds late what it seldom does. */
export function standIns(root: string): Plugin {
  return {
    name: "stand-ins",
    setup({ onResolve, onLoad }) {
      const empty = new Map<string, string>();
      for (const { of, within, when, by } of STAND_INS) {
        onResolve({ filter: of }, async (asked) => {
          if (within?.test(relative(root, asked.importer)) === false) return undefined;
          if ((await when?.(asked)) === false) return undefined;
          if (typeof by === "string") return { path: join(import.meta.dirname, "stand-ins", by) };
          const path = asked.path.startsWith(".") ? join(asked.resolveDir, asked.path) : asked.path;
          empty.set(path, await emptyModule(path, by.none));
          return { path, namespace: "none" };
        });
      }
      for (const { of, as } of SHORTER) {
        onLoad({ filter: of }, async ({ path }) => ({
          contents: as(await readFile(path, "utf8")),
          loader: path.endsWith(".json") ? "json" : "js",
        }));
      }
      onLoad({ filter: /.*/, namespace: "none" }, ({ path }) => ({ contents: empty.get(path) ?? "" }));
    },
  };
}

/** A module with the same exports, each of which fails when it is called. */
async function emptyModule(path: string, why: string): Promise<string> {
  const names = await exportsOf(path);
  const message = JSON.stringify(`bundles leave this out: ${why}`);
  const list = names.filter((name) => /^\w+$/.test(name)).map((name) => `none as ${name}`);
  return `function none() { throw new Error(${message}); }\nexport { ${list.join(", ")} };\n`;
}

/** @param path of a file, which may lack its extension, or a package's name */
async function exportsOf(path: string): Promise<string[]> {
  if (!isAbsolute(path)) return Object.keys(await import(path));
  const file = existsSync(path) ? path : `${path}.js`;
  const { metafile } = await build({ entryPoints: [file], write: false, metafile: true, outdir: "." });
  const [names = []] = Object.values(metafile.outputs).map(({ exports }) => exports);
  return names.length > 0 ? names : Object.keys(await import(pathToFileURL(file).href));
}

async function wantsOnlyStatusCodes({ kind, importer }: OnResolveArgs): Promise<boolean> {
  if (kind !== "import-statement") return false;
  const only = /import\s*\{\s*STATUS_CODES\s*\}\s*from\s*["'](node:)?http["']/;
  return only.test(await readFile(importer, "utf8"));
}
