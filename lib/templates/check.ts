import Mustache from "mustache";
import { LANGUAGES } from "../mail/mail.ts";
import { type OccasionName, variablesOf } from "../mail/occasions.ts";
import { type Flaw, Problem } from "../problem/problem.ts";
import type { TemplateValue, Wording } from "./template.ts";

/** Sentences that callers read. */
export const TEMPLATE_RULES = {
  unknown: (name: string, known: string) => `{{${name}}} is unknown here; known are ${known}`,
  flag: (name: string) =>
    `{{${name}}} is true or false: write what depends on it within {{#${name}}} and {{/${name}}}`,
  optional: (name: string) => `not every mail has {{${name}}}: write it within {{#${name}}} and {{/${name}}}`,
  markup: (what: string) => `the markup is broken: ${what}`,
  foreign: "only {{variables}} and {{#passages}} can be used",
  button: "must begin with https:// or http://, or be a variable that holds an address",
} as const;

/**
 * Refuses a template that could not be filled in: an unknown variable, an unclosed tag, one that not every mail has.
 * @throws Problem rule-broken that names every place
 */
export function requireFillable({ texts }: TemplateValue, occasion: OccasionName): void {
  const flaws = LANGUAGES.flatMap((language) =>
    flawsOf(texts[language], occasion).map(({ pointer, detail }) => ({
      pointer: `/texts/${language}${pointer}`,
      detail,
    })),
  );
  const [first] = flaws;
  if (first !== undefined) throw new Problem("rule-broken", `${first.pointer}: ${first.detail}`, { flaws });
}

function flawsOf({ subject, preheader, title, paragraphs, button }: Wording, occasion: OccasionName): Flaw[] {
  const places: (readonly [pointer: string, text: string | undefined])[] = [
    ["/subject", subject],
    ["/preheader", preheader],
    ["/title", title],
    ...paragraphs.map((paragraph, index) => [`/paragraphs/${index}`, paragraph] as const),
    ["/button/label", button?.label],
  ];
  const flaws = places.flatMap(([pointer, text = ""]) =>
    objections(text, occasion).map((detail) => ({ pointer, detail })),
  );
  return button === undefined ? flaws : [...flaws, ...addressFlaws(button.url, occasion)];
}

/** The address of a button may be a variable that a mail lacks: that one has no button. */
function addressFlaws(url: string, occasion: OccasionName): Flaw[] {
  const variables = variablesOf(occasion);
  const [, variable] = /^\{\{(\w+)\}\}/.exec(url) ?? [];
  const begins = variable === undefined ? /^https?:\/\//.test(url) : variables[variable]?.is === "url";
  const details = begins ? objections(url, occasion, { lacking: true }) : [TEMPLATE_RULES.button];
  return details.map((detail) => ({ pointer: "/button/url", detail }));
}

type Token = readonly [kind: string, name: string, start: number, end: number, inner?: unknown];

/** What is wrong with one text. */
function objections(text: string, occasion: OccasionName, { lacking = false } = {}): string[] {
  const variables = variablesOf(occasion);
  const known = Object.keys(variables)
    .map((name) => `{{${name}}}`)
    .join(", ");
  let tokens: readonly unknown[];
  try {
    // A parser of its own: the shared one keeps every text that it has ever seen.
    tokens = new Mustache.Writer().parse(text);
  } catch (error) {
    return [TEMPLATE_RULES.markup(error instanceof Error ? error.message : "unreadable")];
  }
  function look(parts: readonly unknown[], within: readonly string[]): string[] {
    return parts.filter(isToken).flatMap(([kind, name, , , inner]): string[] => {
      if (kind === "text") return [];
      if (!["name", "&", "#", "^"].includes(kind)) return [TEMPLATE_RULES.foreign];
      const variable = variables[name];
      if (variable === undefined) return [TEMPLATE_RULES.unknown(name, known)];
      if (kind === "#" || kind === "^")
        return look(Array.isArray(inner) ? inner : [], [...within, `${kind}${name}`]);
      if (variable.is === "flag") return [TEMPLATE_RULES.flag(name)];
      const there = variable.optional !== true || lacking || within.includes(`#${name}`);
      return there ? [] : [TEMPLATE_RULES.optional(name)];
    });
  }
  return [...new Set(look(tokens, []))];
}

function isToken(part: unknown): part is Token {
  return Array.isArray(part) && typeof part[0] === "string" && typeof part[1] === "string";
}
