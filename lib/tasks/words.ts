import { AUTOMATIC } from "../mail/automatic.ts";
import type { Language, Message } from "../mail/mail.ts";
import { wallTimeIn } from "../time/zone.ts";
import type { TaskSignal } from "./reminders.ts";
import type { Task } from "./task.ts";

interface Words {
  readonly subject: Record<TaskSignal["kind"], (title: string, handler: string) => string>;
  readonly intro: Record<TaskSignal["kind"], (handler: string, due: string) => string>;
  readonly task: string;
  readonly content: string;
  readonly customer: string;
  readonly opportunity: string;
  readonly due: string;
  readonly noDue: string;
  readonly handler: string;
  readonly open: string;
}

const WORDS: Record<Language, Words> = {
  "zh-CN": {
    subject: {
      reminder: (title) => `待办提醒：${title}`,
      "overdue-handler": (title) => `待办已逾期：${title}`,
      "overdue-manager": (title, handler) => `${handler}的待办已逾期：${title}`,
    },
    intro: {
      reminder: (handler, due) => `${handler}，您好！请处理以下待办，到期时间：${due}。`,
      "overdue-handler": (handler, due) =>
        `${handler}，您好！以下待办已于 ${due} 到期，尚未完成，请尽快处理。`,
      "overdue-manager": (handler, due) =>
        `${handler}的以下待办已于 ${due} 到期，至今未完成，请督促处理或转交他人。`,
    },
    task: "待办",
    content: "内容",
    customer: "客户",
    opportunity: "销售机会",
    due: "到期时间",
    noDue: "未设定",
    handler: "处理人",
    open: "查看待办",
  },
  "zh-TW": {
    subject: {
      reminder: (title) => `待辦提醒：${title}`,
      "overdue-handler": (title) => `待辦已逾期：${title}`,
      "overdue-manager": (title, handler) => `${handler}的待辦已逾期：${title}`,
    },
    intro: {
      reminder: (handler, due) => `${handler}，您好！請處理以下待辦，到期時間：${due}。`,
      "overdue-handler": (handler, due) =>
        `${handler}，您好！以下待辦已於 ${due} 到期，尚未完成，請儘快處理。`,
      "overdue-manager": (handler, due) =>
        `${handler}的以下待辦已於 ${due} 到期，至今未完成，請督促處理或轉交他人。`,
    },
    task: "待辦",
    content: "內容",
    customer: "客戶",
    opportunity: "銷售機會",
    due: "到期時間",
    noDue: "未設定",
    handler: "處理人",
    open: "查看待辦",
  },
  en: {
    subject: {
      reminder: (title) => `To do: ${title}`,
      "overdue-handler": (title) => `Overdue: ${title}`,
      "overdue-manager": (title, handler) => `Overdue, ${handler}: ${title}`,
    },
    intro: {
      reminder: (handler, due) => `Hello ${handler}, this is to be done by ${due}.`,
      "overdue-handler": (handler, due) => `Hello ${handler}, this was due on ${due} and is not done yet.`,
      "overdue-manager": (handler, due) =>
        `This task of ${handler} was due on ${due} and is still not done. Please see to it, or give it to somebody else.`,
    },
    task: "Task",
    content: "Details",
    customer: "Customer",
    opportunity: "Opportunity",
    due: "Due",
    noDue: "no date",
    handler: "Handler",
    open: "Open the task",
  },
};

/** What a mail about a task says. @param zone the company's time zone */
export function taskMessage(
  record: Task,
  kind: TaskSignal["kind"],
  { handler, language, zone, url }: { handler: string; language: Language; zone: string; url: string },
): Message {
  const words = WORDS[language];
  const due =
    record.dueAt === undefined ? words.noDue : `${wallTimeIn(new Date(record.dueAt), zone)} (${zone})`;
  const fact = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  return {
    subject: words.subject[kind](record.title, handler),
    title: words.subject[kind](record.title, handler),
    intro: words.intro[kind](handler, due),
    facts: [
      ...fact(words.task, record.title),
      ...fact(words.content, record.content),
      ...fact(words.customer, record.customerName),
      ...fact(words.opportunity, record.opportunityName),
      ...fact(words.due, due),
      ...(kind === "overdue-manager" ? fact(words.handler, handler) : []),
    ],
    action: { label: words.open, url },
    footer: AUTOMATIC[language],
  };
}
