import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mjml from "mjml";

const folder = join(import.meta.dirname, "../../lib/mail");

/** The module that the product is built with: the layout of mails about work as HTML. */
export const COMPILED = join(folder, "work-layout.ts");

/**
 * Compiles the layout of mails about work. MJML is far too heavy to run where mails are sent.
 * @throws Error that names what is wrong with the source
 */
export async function compileLayout(): Promise<string> {
  const source = await readFile(join(folder, "work.mjml"), "utf8");
  const { html, errors } = await mjml(source, { validationLevel: "strict", keepComments: false });
  const [first] = errors;
  if (first !== undefined) throw new Error(first.formattedMessage);
  const lean = html
    .replaceAll(/>\s+</g, "><")
    .replaceAll(/[ \t]*\n\s*/g, "\n")
    .trim();
  const literal = lean.replaceAll(/[`\\]|\$\{/g, "\\$&");
  return `/** Made from work.mjml by \`npm run mails\`. */\nexport const workLayout = \`${literal}\`;\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(COMPILED, await compileLayout());
