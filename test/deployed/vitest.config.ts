import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** What needs a stage as it stands, and what needs none: before the other files empty the stages. */
const FIRST = "test/deployed/{upgrade,second-deploy,emulator}.test.ts";

/** The e2e suite and what only a deployed product can show; `npm run test:deployed` says how many files run at once. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "../.."),
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "standing", include: [FIRST], sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: "deployed",
          include: ["test/e2e/**/*.test.ts", "test/deployed/**/*.test.ts"],
          exclude: [FIRST],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
