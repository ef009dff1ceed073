import type { Language, Message } from "../mail/mail.ts";
import type { Survey } from "./survey.ts";

interface Words {
  readonly subject: (subject: string) => string;
  readonly hello: (name: string) => string;
  readonly intro: (subject: string) => string;
  readonly request: string;
  readonly agent: string;
  readonly rate: string;
  readonly footer: (days: number) => string;
  readonly question: string;
  readonly about: (number: string, agent: string) => string;
  /** From 1 to 5. */
  readonly scores: readonly [string, string, string, string, string];
  readonly comment: string;
  readonly commentHint: string;
  readonly thanks: string;
  readonly received: string;
  readonly answered: string;
  readonly sorry: string;
  readonly expired: string;
  readonly closed: string;
  readonly invalid: string;
  readonly lowScore: (score: number, customer: string, number: string) => string;
}

export const WORDS: Record<Language, Words> = {
  "zh-CN": {
    subject: (subject) => `请为我们的服务评分：${subject}`,
    hello: (name) => `${name}，您好！`,
    intro: (subject) => `您的服务请求“${subject}”已处理完成。请用一秒钟告诉我们您是否满意。`,
    request: "服务单号",
    agent: "服务人员",
    rate: "为服务评分",
    footer: (days) => `链接 ${days} 天内有效，只能使用一次。此邮件由系统自动发送，请勿直接回复。`,
    question: "您对这次服务满意吗？",
    about: (number, agent) => `服务单 ${number}，服务人员：${agent}`,
    scores: ["很不满意", "不满意", "一般", "满意", "非常满意"],
    comment: "想说点什么（选填）",
    commentHint: "写好后点选上面的分数即可提交",
    thanks: "谢谢您！",
    received: "我们已收到您的评价。",
    answered: "您已经评价过这次服务，感谢您的反馈。",
    sorry: "暂时无法评分",
    expired: "这个链接已过期。如您仍想告诉我们您的意见，请直接联系我们。",
    closed: "这次服务正在重新处理，完成后我们会再次征求您的意见。",
    invalid: "请返回上一页，选择 1 到 5 分；意见最多 2000 个字。",
    lowScore: (score, customer, number) => `请回访 ${customer}：服务单 ${number} 仅得 ${score} 分`,
  },
  "zh-TW": {
    subject: (subject) => `請為我們的服務評分：${subject}`,
    hello: (name) => `${name}，您好！`,
    intro: (subject) => `您的服務請求「${subject}」已處理完成。請用一秒鐘告訴我們您是否滿意。`,
    request: "服務單號",
    agent: "服務人員",
    rate: "為服務評分",
    footer: (days) => `連結 ${days} 天內有效，只能使用一次。此郵件由系統自動發送，請勿直接回覆。`,
    question: "您對這次服務滿意嗎？",
    about: (number, agent) => `服務單 ${number}，服務人員：${agent}`,
    scores: ["很不滿意", "不滿意", "普通", "滿意", "非常滿意"],
    comment: "想說點什麼（選填）",
    commentHint: "寫好後點選上面的分數即可送出",
    thanks: "謝謝您！",
    received: "我們已收到您的評價。",
    answered: "您已經評價過這次服務，感謝您的回饋。",
    sorry: "暫時無法評分",
    expired: "這個連結已過期。如您仍想告訴我們您的意見，請直接聯絡我們。",
    closed: "這次服務正在重新處理，完成後我們會再次徵求您的意見。",
    invalid: "請返回上一頁，選擇 1 到 5 分；意見最多 2000 個字。",
    lowScore: (score, customer, number) => `請回訪 ${customer}：服務單 ${number} 僅得 ${score} 分`,
  },
  en: {
    subject: (subject) => `How did we do? ${subject}`,
    hello: (name) => `Hello ${name},`,
    intro: (subject) =>
      `your request “${subject}” is resolved. Please tell us with one tap how satisfied you are.`,
    request: "Request",
    agent: "Served by",
    rate: "Rate our service",
    footer: (days) =>
      `The link works once, within ${days} days. This mail was sent automatically; please do not reply.`,
    question: "How satisfied are you?",
    about: (number, agent) => `Request ${number}, served by ${agent}`,
    scores: ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
    comment: "Anything to add? (optional)",
    commentHint: "Then tap a score above: that sends both",
    thanks: "Thank you!",
    received: "We have received your answer.",
    answered: "You have rated this service already. Thank you for telling us.",
    sorry: "This cannot be rated now",
    expired: "This link has expired. If you still want to tell us something, please contact us.",
    closed: "We are working on your request again, and will ask you once it is done.",
    invalid: "Please go back and choose a score from 1 to 5; a comment has at most 2000 characters.",
    lowScore: (score, customer, number) => `Call ${customer} back: request ${number} was rated ${score}`,
  },
};

/** What the mail says that asks a customer how satisfied they are. @param days in which the link works */
export function surveyMessage(
  { language, requestNumber }: Survey,
  {
    name,
    subject,
    agent,
    url,
    days,
  }: { name: string; subject: string; agent: string; url: string; days: number },
): Message {
  const words = WORDS[language];
  return {
    subject: words.subject(subject),
    title: words.question,
    intro: `${words.hello(name)}\n${words.intro(subject)}`,
    facts: [
      { label: words.request, value: requestNumber },
      { label: words.agent, value: agent },
    ],
    action: { label: words.rate, url },
    footer: words.footer(days),
  };
}
