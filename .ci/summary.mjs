// Sums up the steps of a run and the tests they report; the exit code says whether all is well.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const reports = process.argv[2] ?? "dist/reports";
/** The exit code of a step that could not be tried. */
const SKIPPED = 77;

const steps = readFileSync(join(reports, "steps"), "utf8").trim().split("\n").map(toStep);
const rows = steps.map(({ name, code }) => ({ name, ...outcome(name, code) }));
const total = (column) => rows.reduce((sum, row) => sum + row[column], 0);

console.log();
for (const { name, passed, failed, skipped } of rows) {
  console.log(`${name.padEnd(12)} ${String(passed).padStart(5)} passed ${failed} failed ${skipped} skipped`);
}
const skipped = total("skipped");
console.log(
  `${total("passed")} passed, ${total("failed")} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`,
);
process.exitCode = total("failed") === 0 ? 0 : 1;

function toStep(line) {
  const [name, code] = line.split(" ");
  return { name, code: Number(code) };
}

/** What a step comes to: its tests when it reports them, else itself. */
function outcome(name, code) {
  if (code === SKIPPED) return { passed: 0, failed: 0, skipped: 1 };
  const file = join(reports, `${name}.json`);
  if (!existsSync(file)) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const failed = report.numFailedTests + filesThatBroke(report);
  return {
    passed: report.numPassedTests,
    // A step may fail though all its tests passed.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Files that failed before any of their tests could. */
function filesThatBroke({ testResults }) {
  return testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
}
