import type { CareKind, Language } from "../mail/mail.ts";

interface Words {
  readonly title: string;
  readonly about: (address: string) => string;
  readonly kinds: Readonly<Record<CareKind, { readonly label: string; readonly hint: string }>>;
  readonly save: string;
  readonly none: string;
  readonly work: string;
  readonly suppressed: string;
  readonly saved: string;
  readonly keeps: (labels: readonly string[]) => string;
  readonly keepsNothing: string;
  readonly change: string;
  readonly gone: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  "zh-CN": {
    title: "您想收到哪些邮件？",
    about: (address) => `为 ${address} 设置，勾选的邮件会继续发送。`,
    kinds: {
      care: { label: "问候与关怀", hint: "生日、节日祝福，产品与保修提醒" },
      membership: { label: "会员通知", hint: "等级变化、积分到期提醒" },
      campaign: { label: "活动与优惠", hint: "新品、促销、市场活动" },
    },
    save: "保存选择",
    none: "全部退订",
    work: "您主动发起的服务（如维修进度、满意度回访）仍会通过邮件与您联系。",
    suppressed: "目前我们没有向这个地址发送上述邮件：之前的邮件未能送达，或曾被标记为垃圾邮件。",
    saved: "已保存",
    keeps: (labels) => `我们会继续给您发送：${labels.join("、")}。`,
    keepsNothing: "我们不会再给您发送问候、会员通知和活动邮件。感谢您曾经的关注。",
    change: "修改选择",
    gone: "这封邮件已不在我们的记录中。如不想再收到邮件，请直接联系我们。",
  },
  "zh-TW": {
    title: "您想收到哪些郵件？",
    about: (address) => `為 ${address} 設定，勾選的郵件會繼續寄送。`,
    kinds: {
      care: { label: "問候與關懷", hint: "生日、節日祝福，產品與保固提醒" },
      membership: { label: "會員通知", hint: "等級變動、點數到期提醒" },
      campaign: { label: "活動與優惠", hint: "新品、促銷、行銷活動" },
    },
    save: "儲存選擇",
    none: "全部取消訂閱",
    work: "您主動提出的服務（如維修進度、滿意度回訪）仍會以郵件與您聯繫。",
    suppressed: "目前我們沒有寄送上述郵件到這個地址：先前的郵件未能送達，或曾被標記為垃圾郵件。",
    saved: "已儲存",
    keeps: (labels) => `我們會繼續寄送給您：${labels.join("、")}。`,
    keepsNothing: "我們不會再寄送問候、會員通知與活動郵件給您。謝謝您曾經的關注。",
    change: "修改選擇",
    gone: "這封郵件已不在我們的紀錄中。若不想再收到郵件，請直接與我們聯絡。",
  },
  en: {
    title: "Which mails would you like?",
    about: (address) => `For ${address}: what is ticked goes on coming.`,
    kinds: {
      care: {
        label: "Greetings and care",
        hint: "Birthdays and holidays, tips and reminders for your products",
      },
      membership: { label: "Your membership", hint: "Changes of tier, points about to expire" },
      campaign: { label: "Offers and events", hint: "News, promotions, campaigns" },
    },
    save: "Save my choice",
    none: "Unsubscribe from all",
    work: "About a service that you ask for, such as a repair, we still write to you.",
    suppressed:
      "At present none of these mails are sent to this address: one could not be delivered, or was marked as spam.",
    saved: "Saved",
    keeps: (labels) => `You will go on getting: ${labels.map((label) => `“${label}”`).join(", ")}.`,
    keepsNothing:
      "You will get no more greetings, membership news or offers from us. Thank you for your time with us.",
    change: "Change my choice",
    gone: "This mail is no longer in our records. To get no more mails, please contact us.",
  },
};
