import type { Letters } from "../mail/letter.ts";
import { readKey } from "../mail/occasions.ts";
import { unsubscribeLink } from "../recipients/link.ts";
import { mailStanding, refusal } from "../recipients/standing.ts";
import { fill } from "./fill.ts";
import { templateFor } from "./find.ts";

/** Mails to customers: written from the templates as they stand, refused as their recipients have said. */
export const letters: Letters = {
  async refusal({ kind, to }) {
    const standing = await mailStanding([to.address]);
    return refusal(standing.get(to.address), kind);
  },
  async write({ id, to, language, letter }, company) {
    if (letter === undefined) throw new Error(`the mail ${id} has nothing to say`);
    const { key, version, layout, texts } = await templateFor(letter.template, letter.tier);
    const occasion = readKey(key)?.occasion;
    if (occasion === undefined) throw new Error(`the template ${key} has no occasion`);
    const values = { ...letter.values, name: to.name, company };
    return {
      layout,
      language,
      ...fill(texts[language], occasion, values, language),
      unsubscribeUrl: await unsubscribeLink(id, to.address),
      from: { key, version },
    };
  },
};
