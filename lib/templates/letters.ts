import type { Letters } from "../mail/letter.ts";
import type { Language } from "../mail/mail.ts";
import { readKey } from "../mail/occasions.ts";
import { unsubscribeLink } from "../recipients/link.ts";
import { mailStanding, refusal } from "../recipients/standing.ts";
import { fill } from "./fill.ts";
import { templateFor } from "./find.ts";

/** What the subject of a mail begins with that is only to be looked at. */
const TEST: Record<Language, string> = { "zh-CN": "【测试】", "zh-TW": "【測試】", en: "[Test] " };

/** Mails to customers: written from the templates as they stand, refused as their recipients have said. */
export const letters: Letters = {
  async refusal({ kind, to }) {
    if (kind === "work") return undefined;
    const standing = await mailStanding([to.address]);
    return refusal(standing.get(to.address), kind);
  },
  async write({ id, to, language, letter }, company) {
    if (letter === undefined) throw new Error(`the mail ${id} has nothing to say`);
    const { key, version, layout, texts } = await templateFor(letter.template, letter.tier);
    const occasion = readKey(key)?.occasion;
    if (occasion === undefined) throw new Error(`the template ${key} has no occasion`);
    const values = { name: to.name, ...letter.values, company };
    const filled = fill(texts[language], occasion, values, language);
    return {
      layout,
      language,
      ...filled,
      ...(letter.test === true && { subject: `${TEST[language]}${filled.subject}` }),
      unsubscribeUrl: await unsubscribeLink(id, to.address),
      from: { key, version },
    };
  },
};
