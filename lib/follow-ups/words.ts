import type { Contact } from "../contacts/contact.ts";
import { AUTOMATIC } from "../mail/automatic.ts";
import type { Language, Message } from "../mail/mail.ts";
import { wallTimeIn } from "../time/zone.ts";
import type { FollowUp, Method } from "./follow-up.ts";
import type { FollowUpSignal } from "./reminders.ts";

type Kind = FollowUpSignal["kind"];

interface Words {
  readonly methods: Record<Method, string>;
  /** Of the task. */
  readonly title: (method: string, customer: string) => string;
  readonly escalation: (customer: string) => string;
  readonly subject: Record<Kind, (method: string, customer: string, handler: string) => string>;
  readonly intro: Record<Kind, (handler: string, at: string) => string>;
  readonly labels: Record<
    "what" | "content" | "customer" | "opportunity" | "contact" | "at" | "handler",
    string
  >;
  readonly open: string;
}

export const WORDS: Record<Language, Words> = {
  "zh-CN": {
    methods: {
      phone: "电话跟进",
      email: "邮件跟进",
      visit: "上门拜访",
      care: "客户关怀",
      "proposal-review": "方案评审",
    },
    title: (method, customer) => `${method}：${customer}`,
    escalation: (customer) => `督促逾期跟进：${customer}`,
    subject: {
      due: (method, customer) => `跟进提醒：${method}「${customer}」`,
      "overdue-handler": (method, customer) => `跟进已逾期：${method}「${customer}」`,
      "overdue-manager": (method, customer, handler) => `${handler}的跟进已逾期：${method}「${customer}」`,
    },
    intro: {
      due: (handler, at) => `${handler}，您好！您计划于 ${at} 进行以下跟进，请现在处理。`,
      "overdue-handler": (handler, at) =>
        `${handler}，您好！以下跟进计划于 ${at} 进行，尚未完成。请尽快处理，完成后记录结果并安排下一次跟进。`,
      "overdue-manager": (handler, at) =>
        `${handler}的以下跟进计划于 ${at} 进行，至今未完成，请督促处理或转交他人。`,
    },
    labels: {
      what: "跟进方式",
      content: "跟进内容",
      customer: "客户",
      opportunity: "销售机会",
      contact: "联系人",
      at: "计划时间",
      handler: "负责人",
    },
    open: "查看跟进",
  },
  "zh-TW": {
    methods: {
      phone: "電話跟進",
      email: "郵件跟進",
      visit: "登門拜訪",
      care: "客戶關懷",
      "proposal-review": "方案評審",
    },
    title: (method, customer) => `${method}：${customer}`,
    escalation: (customer) => `督促逾期跟進：${customer}`,
    subject: {
      due: (method, customer) => `跟進提醒：${method}「${customer}」`,
      "overdue-handler": (method, customer) => `跟進已逾期：${method}「${customer}」`,
      "overdue-manager": (method, customer, handler) => `${handler}的跟進已逾期：${method}「${customer}」`,
    },
    intro: {
      due: (handler, at) => `${handler}，您好！您計劃於 ${at} 進行以下跟進，請現在處理。`,
      "overdue-handler": (handler, at) =>
        `${handler}，您好！以下跟進計劃於 ${at} 進行，尚未完成。請儘快處理，完成後記錄結果並安排下一次跟進。`,
      "overdue-manager": (handler, at) =>
        `${handler}的以下跟進計劃於 ${at} 進行，至今未完成，請督促處理或轉交他人。`,
    },
    labels: {
      what: "跟進方式",
      content: "跟進內容",
      customer: "客戶",
      opportunity: "銷售機會",
      contact: "聯絡人",
      at: "計劃時間",
      handler: "負責人",
    },
    open: "查看跟進",
  },
  en: {
    methods: {
      phone: "Phone call",
      email: "E-mail",
      visit: "Visit",
      care: "Customer care",
      "proposal-review": "Proposal review",
    },
    title: (method, customer) => `${method}: ${customer}`,
    escalation: (customer) => `See to an overdue follow-up: ${customer}`,
    subject: {
      due: (method, customer) => `Follow-up due: ${method}, ${customer}`,
      "overdue-handler": (method, customer) => `Follow-up overdue: ${method}, ${customer}`,
      "overdue-manager": (method, customer, handler) =>
        `Follow-up of ${handler} overdue: ${method}, ${customer}`,
    },
    intro: {
      due: (handler, at) => `Hello ${handler}, you planned this follow-up for ${at}. It is time.`,
      "overdue-handler": (handler, at) =>
        `Hello ${handler}, this follow-up was planned for ${at} and is not completed yet. Please see to it, record the outcome and plan the next one.`,
      "overdue-manager": (handler, at) =>
        `This follow-up of ${handler} was planned for ${at} and is still not completed. Please see to it, or give it to somebody else.`,
    },
    labels: {
      what: "What",
      content: "Details",
      customer: "Customer",
      opportunity: "Opportunity",
      contact: "Contact",
      at: "Planned for",
      handler: "Handler",
    },
    open: "Open the follow-up",
  },
};

/** Who reads a mail, and what it knows besides the follow-up. */
interface Reading {
  /** Name of the follow-up's handler. */
  readonly handler: string;
  readonly contact: Pick<Contact, "name" | "phone"> | undefined;
  readonly language: Language;
  /** The company's time zone. */
  readonly zone: string;
  readonly url: string;
}

/** What a mail about a follow-up says: what to do, for whom, when. */
export function followUpMessage(
  record: FollowUp,
  kind: Kind,
  { handler, contact, language, zone, url }: Reading,
): Message {
  const words = WORDS[language];
  const { labels } = words;
  const method = words.methods[record.method];
  const { name = record.contactName, phone } = contact ?? {};
  const whom = [name, phone].filter(Boolean).join(" ");
  const at = `${wallTimeIn(new Date(record.plannedAt), zone)} (${zone})`;
  const subject = words.subject[kind](method, record.customerName, handler);
  return {
    subject,
    title: subject,
    intro: words.intro[kind](handler, at),
    facts: [
      { label: labels.what, value: method },
      { label: labels.content, value: record.content },
      { label: labels.customer, value: record.customerName },
      { label: labels.opportunity, value: `${record.opportunityNumber} ${record.opportunityName}` },
      ...(whom === "" ? [] : [{ label: labels.contact, value: whom }]),
      { label: labels.at, value: at },
      { label: labels.handler, value: handler },
    ],
    action: { label: words.open, url },
    footer: AUTOMATIC[language],
  };
}
