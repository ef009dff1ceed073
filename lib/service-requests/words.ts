import { AUTOMATIC } from "../mail/automatic.ts";
import type { Language, Message } from "../mail/mail.ts";
import { wallTimeIn } from "../time/zone.ts";
import type { ServiceRequest } from "./service-request.ts";
import type { Target } from "./targets.ts";

/** What a mail about a target is for. */
export type Notice = "warning" | "missed";
type Reader = "technician" | "manager";

interface Words {
  readonly target: Record<Target, string>;
  readonly task: Record<Reader, (target: string, number: string) => string>;
  readonly subject: Record<Notice, (target: string, number: string, subject: string) => string>;
  readonly intro: Record<Notice, (reader: string, target: string, due: string) => string>;
  readonly labels: Record<
    "number" | "subject" | "content" | "customer" | "product" | "due" | "technician",
    string
  >;
  readonly nobody: string;
  readonly open: string;
}

const WORDS: Record<Language, Words> = {
  "zh-CN": {
    target: { "first-response": "首次响应", resolution: "解决" },
    task: {
      technician: (target, number) => `${target}已超时，请立即处理：${number}`,
      manager: (target, number) => `督促超时的服务请求（${target}）：${number}`,
    },
    subject: {
      warning: (target, number, subject) => `${target}即将超时：${number}「${subject}」`,
      missed: (target, number, subject) => `${target}已超时：${number}「${subject}」`,
    },
    intro: {
      warning: (reader, target, due) =>
        `${reader}，您好！以下服务请求的${target}时限为 ${due}，即将到期，请尽快处理。`,
      missed: (reader, target, due) =>
        `${reader}，您好！以下服务请求的${target}时限为 ${due}，现已超时，请立即处理或转交他人。`,
    },
    labels: {
      number: "编号",
      subject: "主题",
      content: "内容",
      customer: "客户",
      product: "产品",
      due: "时限",
      technician: "技术员",
    },
    nobody: "尚未指派",
    open: "查看服务请求",
  },
  "zh-TW": {
    target: { "first-response": "首次回應", resolution: "解決" },
    task: {
      technician: (target, number) => `${target}已逾時，請立即處理：${number}`,
      manager: (target, number) => `督促逾時的服務請求（${target}）：${number}`,
    },
    subject: {
      warning: (target, number, subject) => `${target}即將逾時：${number}「${subject}」`,
      missed: (target, number, subject) => `${target}已逾時：${number}「${subject}」`,
    },
    intro: {
      warning: (reader, target, due) =>
        `${reader}，您好！以下服務請求的${target}時限為 ${due}，即將到期，請儘快處理。`,
      missed: (reader, target, due) =>
        `${reader}，您好！以下服務請求的${target}時限為 ${due}，現已逾時，請立即處理或轉交他人。`,
    },
    labels: {
      number: "編號",
      subject: "主題",
      content: "內容",
      customer: "客戶",
      product: "產品",
      due: "時限",
      technician: "技術員",
    },
    nobody: "尚未指派",
    open: "查看服務請求",
  },
  en: {
    target: { "first-response": "First response", resolution: "Resolution" },
    task: {
      technician: (target, number) => `${target} overdue, please act now: ${number}`,
      manager: (target, number) => `See to an overdue service request (${target.toLowerCase()}): ${number}`,
    },
    subject: {
      warning: (target, number, subject) => `${target} due soon: ${number}, ${subject}`,
      missed: (target, number, subject) => `${target} overdue: ${number}, ${subject}`,
    },
    intro: {
      warning: (reader, target, due) =>
        `Hello ${reader}, the ${target.toLowerCase()} to this service request is due by ${due}. Please see to it soon.`,
      missed: (reader, target, due) =>
        `Hello ${reader}, the ${target.toLowerCase()} to this service request was due by ${due} and is overdue. Please see to it now, or give it to somebody else.`,
    },
    labels: {
      number: "Number",
      subject: "Subject",
      content: "Details",
      customer: "Customer",
      product: "Product",
      due: "Due by",
      technician: "Technician",
    },
    nobody: "nobody yet",
    open: "Open the service request",
  },
};

/** The task of whoever is to see to a missed target. */
export function taskContent(record: ServiceRequest, target: Target, reader: Reader, language: Language) {
  const words = WORDS[language];
  const { number, subject, content } = record;
  return {
    title: words.task[reader](words.target[target], number).slice(0, 200),
    content: [subject, content].filter(Boolean).join("\n").slice(0, 5000),
  };
}

/** What a mail about a target says. */
export function targetMessage(
  record: ServiceRequest,
  target: Target,
  notice: Notice,
  { reader, language, technician, dueAt, zone, url }: TargetReading,
): Message {
  const words = WORDS[language];
  const { labels } = words;
  const { number, subject, content, customerName, callerName, callerPhone, productName } = record;
  const due = `${wallTimeIn(new Date(dueAt), zone)} (${zone})`;
  const caller = [callerName, callerPhone].filter(Boolean).join(" ");
  const heading = words.subject[notice](words.target[target], number, subject);
  const fact = (label: string, value: string | undefined) =>
    value === undefined || value === "" ? [] : [{ label, value }];
  return {
    subject: heading,
    title: heading,
    intro: words.intro[notice](reader, words.target[target], due),
    facts: [
      ...fact(labels.number, number),
      ...fact(labels.subject, subject),
      ...fact(labels.content, content),
      ...fact(labels.customer, customerName ?? caller),
      ...fact(labels.product, productName),
      ...fact(labels.due, due),
      ...fact(labels.technician, technician ?? words.nobody),
    ],
    action: { label: words.open, url },
    footer: AUTOMATIC[language],
  };
}

/** Who reads a mail, and what it knows besides the request. */
interface TargetReading {
  /** Name of the recipient. */
  readonly reader: string;
  readonly language: Language;
  /** Name of the technician, if there is one. */
  readonly technician: string | undefined;
  readonly dueAt: string;
  /** The company's time zone. */
  readonly zone: string;
  readonly url: string;
}
