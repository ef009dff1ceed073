import type { Language } from "./mail.ts";

/** The footer of mails that nobody reads answers to. */
export const AUTOMATIC: Readonly<Record<Language, string>> = {
  "zh-CN": "此邮件由系统自动发送，请勿直接回复。",
  "zh-TW": "此郵件由系統自動發送，請勿直接回覆。",
  en: "This mail was sent automatically; please do not reply.",
};
