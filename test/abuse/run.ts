import { abuse } from "./abuse.ts";

/** `npm run abuse`: everything that callers are not meant to do, with what came of it; fails on a finding. */
const { figures, findings } = await abuse({ full: true, only: process.argv.slice(2) });
for (const line of figures) console.log(line);
for (const finding of findings) console.log(`✗ ${finding}`);
console.log(findings.length === 0 ? "no findings" : `${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
