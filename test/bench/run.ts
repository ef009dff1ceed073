import { bundleFigures } from "./bundles.ts";
import { holds, table } from "./figure.ts";
import { httpFigures } from "./http.ts";
import { loadFigures } from "./load.ts";

/** `npm run bench`: every target with its value and verdict; `--json` for machines. */
const figures = [...(await httpFigures()), ...(await loadFigures()), ...(await bundleFigures())];
if (process.argv.includes("--json")) console.log(JSON.stringify(figures, null, 2));
else console.log(table(figures));
process.exitCode = figures.every(holds) ? 0 : 1;
