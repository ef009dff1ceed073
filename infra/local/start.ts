import { enableCompileCache } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
// Halves the time that importing everything takes.
enableCompileCache(join(root, "node_modules", ".cache", "compiled"));

// Before anything logs: the terminal is for the person, who may ask for more.
process.env.POWERTOOLS_LOG_LEVEL ??= "ERROR";

const { runLocalCloud } = await import("./run.ts");
const withoutDemo = process.argv.includes("--empty");
await runLocalCloud(
  process.env.LOCAL_DATA ?? join(root, ".local"),
  withoutDemo ? undefined : () => import("./demo/load.ts"),
);
