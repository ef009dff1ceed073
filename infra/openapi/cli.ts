import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { openApiDocument } from "./document.ts";

/** Writes openapi.json; with `--check` it only tells whether the committed one is current. */
const file = new URL("../../openapi.json", import.meta.url);
const text = `${JSON.stringify(openApiDocument(packageJson.version), null, 2)}\n`;

if (process.argv.includes("--check")) {
  const committed = await readFile(file, "utf8").catch(() => "null");
  if (!isDeepStrictEqual(JSON.parse(committed), JSON.parse(text))) {
    console.error("openapi.json is not what the routes declare: run npm run openapi and commit it");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
