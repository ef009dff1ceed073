import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mjml from "mjml";

const folder = join(import.meta.dirname, "../../lib/mail");

/** Every layout by name: `work` of mails about work, the others of those to customers. */
export const LAYOUTS: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".mjml"))
  .map((file) => file.slice(0, -".mjml".length));

/** The module that the product is built with: a layout as HTML. */
export function compiledFile(name: string): string {
  return join(folder, `${name}-layout.ts`);
}

/**
 * Compiles a layout. MJML is far too heavy to run where mails are sent.
 * @throws Error that names what is wrong with the source
 */
export async function compileLayout(name: string): Promise<string> {
  const source = await readFile(join(folder, `${name}.mjml`), "utf8");
  const { html, errors } = await mjml(source, { validationLevel: "strict", keepComments: false });
  const [first] = errors;
  if (first !== undefined) throw new Error(first.formattedMessage);
  const lean = html
    .replaceAll(/>\s+</g, "><")
    .replaceAll(/[ \t]*\n\s*/g, "\n")
    .trim();
  const literal = lean.replaceAll(/[`\\]|\$\{/g, "\\$&");
  // Told once: MJML writes it out for every text.
  const [font = ""] = /font-family:[^;]*;/.exec(literal) ?? [];
  const short = literal.replaceAll(font, () => "$" + "{font}");
  return `/** Made from ${name}.mjml by \`npm run mails\`. */\nconst font = \`${font}\`;\nexport const ${name}Layout = \`${short}\`;\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of LAYOUTS) await writeFile(compiledFile(name), await compileLayout(name));
