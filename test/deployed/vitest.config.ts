import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The e2e suite and what only a deployed product can show; `npm run test:deployed` says how many files run at once. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "../.."),
    include: ["test/e2e/**/*.test.ts", "test/deployed/**/*.test.ts"],
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
