import { enableCompileCache } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
// Halves the time that importing everything takes.
enableCompileCache(join(root, "node_modules", ".cache", "compiled"));

const { runLocalCloud } = await import("./run.ts");
const withoutDemo = process.argv.includes("--empty");
await runLocalCloud(
  process.env.LOCAL_DATA ?? join(root, ".local"),
  withoutDemo ? undefined : () => import("./demo/load.ts"),
);
