import Mustache from "mustache";
import { escapeHtml } from "../http/page.ts";
import { greetingLayout } from "./greeting-layout.ts";
import type { Language, Mail } from "./mail.ts";
import { noticeLayout } from "./notice-layout.ts";
import { offerLayout } from "./offer-layout.ts";
import { oneLine, printable, type Rendered } from "./render.ts";

const LAYOUTS = { greeting: greetingLayout, notice: noticeLayout, offer: offerLayout } as const;

/** A mail to a customer, in words that are ready: nothing is left to fill in. */
export interface Letter {
  readonly layout: keyof typeof LAYOUTS;
  readonly language: Language;
  readonly subject: string;
  /** What lists of mails show beside the subject. */
  readonly preheader: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly button?: { readonly label: string; readonly url: string } | undefined;
  /** Where its recipient says that they want no more of them. */
  readonly unsubscribeUrl: string;
  /** The template it was written from, and its version. */
  readonly from: { readonly key: string; readonly version: number };
}

/** What a floor cannot know of mails to customers: what they say, and who refuses them. */
export interface Letters {
  /** Why a mail is not to be sent to its recipient any more; `undefined` when it is. */
  refusal(mail: Mail): Promise<string | undefined>;
  /** @param company the sender's name */
  write(mail: Mail, company: string): Promise<Letter>;
}

const FOOTER: Record<Language, { because: (sender: string) => string; unsubscribe: string }> = {
  "zh-CN": {
    because: (sender) => `您是${sender}的客户，因此收到这封邮件。`,
    unsubscribe: "退订或选择要收的邮件",
  },
  "zh-TW": {
    because: (sender) => `您是${sender}的客戶，因此收到這封郵件。`,
    unsubscribe: "取消訂閱或選擇要收的郵件",
  },
  en: {
    because: (sender) => `You receive this mail as a customer of ${sender.replace(/\.$/, "")}.`,
    unsubscribe: "Unsubscribe or choose which mails to get",
  },
};

const TEXT_LAYOUT = `{{{title}}}

{{#paragraphs}}
{{{.}}}

{{/paragraphs}}
{{#button}}
{{{label}}}{{{colon}}}{{{url}}}

{{/button}}
--
{{{sender}}}
{{{because}}}
{{{unsubscribe}}}{{{colon}}}{{{unsubscribeUrl}}}
`;

/** Lays out a letter as HTML and as text. Whatever people wrote is shown as they wrote it, never read as HTML. */
export function renderLetter(letter: Letter, company: string): Rendered {
  const { layout, language, subject, preheader, title, paragraphs, button, unsubscribeUrl } = letter;
  const sender = oneLine(company);
  const { because, unsubscribe } = FOOTER[language];
  const view = {
    language,
    title: oneLine(title),
    preheader: oneLine(preheader),
    paragraphs: paragraphs.map(printable).filter((paragraph) => paragraph.trim() !== ""),
    button: button && { label: oneLine(button.label), url: button.url },
    colon: language === "en" ? ": " : "：",
    sender,
    because: because(sender),
    unsubscribe,
    unsubscribeUrl,
  };
  return {
    subject: oneLine(subject),
    html: Mustache.render(LAYOUTS[layout], view, undefined, { escape: escapeHtml }),
    text: Mustache.render(TEXT_LAYOUT, view),
  };
}
