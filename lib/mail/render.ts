import Mustache from "mustache";
import type { Language, Message } from "./mail.ts";
import { workLayout } from "./work-layout.ts";

/** A mail as its recipient sees it. */
export interface Rendered {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const TEXT_LAYOUT = `{{{title}}}

{{{intro}}}

{{#facts}}
{{{label}}}{{{colon}}}{{{value}}}
{{/facts}}

{{{action.label}}}{{{colon}}}{{{action.url}}}

--
{{{sender}}}
{{{footer}}}
`;

/**
 * Lays out a message as HTML and as text. Whatever people wrote is shown as they wrote it, never read as HTML.
 * @param sender the company's name
 */
export function render(message: Message, sender: string, language: Language): Rendered {
  const view = {
    ...message,
    language,
    colon: language === "en" ? ": " : "：",
    sender: oneLine(sender),
    title: oneLine(message.title),
    intro: printable(message.intro),
    facts: message.facts.map(({ label, value }) => ({ label: oneLine(label), value: printable(value) })),
  };
  return {
    subject: oneLine(message.subject),
    html: Mustache.render(workLayout, view),
    text: Mustache.render(TEXT_LAYOUT, view),
  };
}

/** Text for a header or a title: no line breaks, nothing invisible. */
export function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, " ").trim();
}

/** Control characters, and those that turn the direction of what follows, are left out; line breaks stay. */
export function printable(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(/[^\P{C}\n\t\u200D]/gu, "");
}
