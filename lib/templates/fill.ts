import Mustache from "mustache";
import type { Letter } from "../mail/letter.ts";
import type { Language } from "../mail/mail.ts";
import { type OccasionName, variablesOf } from "../mail/occasions.ts";
import type { Values } from "../mail/values.ts";
import type { Wording } from "./template.ts";
import { inWords } from "./words.ts";

/** The words of a letter, filled in: plain text, which the layout escapes. */
export type Filled = Pick<Letter, "subject" | "preheader" | "title" | "paragraphs" | "button">;

/** Only these open in a mail: nobody's template or value makes a link that runs something. */
const SAFE_LINK = /^https?:\/\/\S+$/;

/** Fills a template's words in. Values are put in as they are: what looks like a variable in one stays as it is. */
export function fill(
  { subject, preheader, title, paragraphs, button }: Wording,
  occasion: OccasionName,
  values: Values,
  language: Language,
): Filled {
  const variables = variablesOf(occasion);
  const view = Object.fromEntries(
    Object.entries(variables).map(([name, { is }]) => [name, inWords(values[name], is, language)]),
  );
  const filled = (text: string) => Mustache.render(text, view, undefined, { escape: String }).trim();
  const url = button === undefined ? "" : filled(button.url);
  return {
    subject: filled(subject),
    preheader: preheader === undefined ? "" : filled(preheader),
    title: filled(title),
    paragraphs: paragraphs.map(filled).filter((paragraph) => paragraph !== ""),
    ...(button !== undefined && SAFE_LINK.test(url) && { button: { label: filled(button.label), url } }),
  };
}
