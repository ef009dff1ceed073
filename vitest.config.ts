import { join } from "node:path";
import { defineConfig } from "vitest/config";

// What Node made of a module is kept for the next process.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/compiled");
// What is refused on purpose is no news.
process.env.POWERTOOLS_LOG_LEVEL ??= "ERROR";

/**
 * Files run side by side, three at a time: the machine that counts has two cores, and each waits now and then. Those of
 * a project share three processes, each of which imports the product once: a file that starts a product of its own finds
 * it as in a process that has just begun (lib/process.ts), and stops it at its end.
 */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 3,
    fileParallelism: true,
    isolate: false,
    passWithNoTests: true,
    // Many times what anything takes: others may be at work on the machine.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // Node runs TypeScript as it is, in tests as everywhere else.
    experimental: { viteModuleRunner: false },
    projects: [
      // Pure rules.
      {
        extends: true,
        test: { name: "unit", include: ["test/unit/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/{integration,chaos}/**/*.test.ts"],
          globalSetup: "test/database.ts",
          setupFiles: "test/compiled.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "infra",
          include: ["test/infra/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/{e2e,abuse}/**/*.test.ts"],
          globalSetup: "test/database.ts",
          setupFiles: "test/compiled.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "data",
          include: ["test/data/**/*.test.ts"],
          globalSetup: "test/database.ts",
          setupFiles: "test/compiled.ts",
        },
      },
    ],
  },
});
