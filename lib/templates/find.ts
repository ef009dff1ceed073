import { readKey } from "../mail/occasions.ts";
import { cached } from "../table/cache.ts";
import { documentKey, stored } from "../table/document.ts";
import { getItems } from "../table/read.ts";
import { type Template, templateOf, templatePlace } from "./template.ts";

/** What this process remembers, to be forgotten by those who change it. */
export const TEMPLATES = "template#";

/**
 * The template for a mail, at most a few seconds old: the one for the recipient's tier, else the one for all; of a variety
 * that nobody has written, the occasion's own.
 * @throws Error when there is none, so that the occasion is unknown
 */
export function templateFor(key: string, tier: string | undefined): Promise<Template> {
  return cached(`${TEMPLATES}${key}~${tier ?? ""}`, async () => {
    const keys = candidates(key, tier);
    const items = await getItems(keys.map((one) => documentKey(templatePlace(one))));
    for (const one of keys) {
      const { pk, sk } = documentKey(templatePlace(one));
      const item = items.get(`${pk}/${sk}`);
      const found = templateOf(one, item === undefined ? undefined : stored.parse(item));
      if (found !== undefined) return found;
    }
    throw new Error(`there is no template ${key}`);
  });
}

/** The keys under which a template is looked for, the most fitting first. */
function candidates(key: string, tier: string | undefined): string[] {
  const [plain = key] = key.split("~");
  const occasion = readKey(plain)?.occasion ?? plain;
  const wanted = [plain, occasion].flatMap((one) => [...(tier === undefined ? [] : [`${one}~${tier}`]), one]);
  return [...new Set([...(key === plain ? [] : [key]), ...wanted])];
}
