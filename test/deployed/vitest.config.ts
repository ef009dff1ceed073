import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The test of the upgrade comes first, and so in the first stage: there, a company of the release before is at work, which
 * every other file would take away.
 */
class UpgradeFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => (moduleId.endsWith("upgrade.test.ts") ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** The e2e suite and what only a deployed product can show; `npm run test:deployed` says how many files run at once. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "../.."),
    include: ["test/e2e/**/*.test.ts", "test/deployed/**/*.test.ts"],
    sequence: { sequencer: UpgradeFirst },
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
