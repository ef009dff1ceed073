import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Those first that take longest, so that none goes on alone in the end. Before them comes the test of the upgrade, and so
 * in the first stage: there, a company of the release before is at work, which every other file would take away.
 */
const FIRST = [
  "deployed/upgrade",
  "deployed/dead-letters",
  "e2e/commission",
  "e2e/handover",
  "deployed/hours",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = FIRST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return found === -1 ? FIRST.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** The e2e suite and what only a deployed product can show; `npm run test:deployed` says how many files run at once. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "../.."),
    include: ["test/e2e/**/*.test.ts", "test/deployed/**/*.test.ts"],
    sequence: { sequencer: LongestFirst },
    pool: "forks",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
