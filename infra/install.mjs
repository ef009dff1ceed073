// Plain JavaScript for Node 20: it runs before anything is installed.
//
//   node infra/install.mjs                  installs what is missing
//   node infra/install.mjs <file> [args …]  and then runs the file on the Node version of the product
//
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The product's own Node, a package like every other. */
export const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

/** Whether node_modules holds every package of the lock file, each in its version. */
export function isInstalled() {
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined || !existsSync(node)) return false;
  const wanted = packagesOf(join(root, "package-lock.json")) ?? {};
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === "" ||
      installed[path]?.version === version ||
      // Packages for other platforms stay out.
      (installed[path] === undefined && (optional === true || peer === true)),
  );
}

/**
 * Installs the packages of the lock file when some are missing.
 * @throws Error with one sentence when npm fails
 */
export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write("Installing packages, once …\n");
  const fresh = !existsSync(join(root, "node_modules", ".package-lock.json"));
  // A registry that mirrors only some platforms cannot satisfy `ci`, which wants to know the packages of all.
  const done = (fresh && npm("ci").status === 0) || npm("install", "--no-save");
  if (done === true || done.status === 0) return;
  throw new Error(
    `npm could not install the packages (${done.error?.message ?? `exit code ${done.status}`}); see above`,
  );
}

/** npm reports on stdout, which belongs to the command that follows. */
function npm(...args) {
  return spawnSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
}

/** @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }> | undefined} */
function packagesOf(lockFile) {
  if (!existsSync(lockFile)) return undefined;
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

/** Runs a file on the product's Node and ends as it ends; Ctrl-C reaches the child by the terminal itself. */
function run(args) {
  const child = spawn(node, args, { stdio: "inherit" });
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    ensureInstalled();
    if (process.argv.length > 2) run(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
