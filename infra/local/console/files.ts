import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Answer } from "../gateway.ts";

const require = createRequire(import.meta.url);
const SCRIPT = "text/javascript; charset=utf-8";
const here = import.meta.dirname;
const script = (name: string) => ({ file: () => join(here, "browser", name), type: SCRIPT });

/** What the start page is made of, all of it from this machine. */
const FILES: Readonly<Record<string, { readonly file: () => string; readonly type: string }>> = {
  "/": { file: () => join(here, "page.html"), type: "text/html; charset=utf-8" },
  "/local/console/style.css": { file: () => join(here, "style.css"), type: "text/css; charset=utf-8" },
  "/local/console/chart.js": {
    // Its package lets only the modules beside this file be named.
    file: () => join(dirname(require.resolve("chart.js")), "chart.umd.min.js"),
    type: SCRIPT,
  },
  ...Object.fromEntries(
    ["start", "api", "board", "charts", "clock", "draw", "element", "figures", "format", "people"].map(
      (name) => [`/local/console/${name}.js`, script(`${name}.js`)],
    ),
  ),
};

const SECURITY = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-cache",
} as const;

/** The start page or one of its files; read when it is asked for, so that a start does not wait for it. */
export async function consoleFile(path: string): Promise<Answer | undefined> {
  const found = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (found === undefined) return undefined;
  return {
    status: 200,
    headers: { ...SECURITY, "content-type": found.type },
    body: await readFile(found.file()),
  };
}
