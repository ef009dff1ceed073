import type { TemplateValue } from "../template.ts";

export const offers: Readonly<Record<string, TemplateValue>> = {
  "win-back": {
    layout: "notice",
    texts: {
      "zh-CN": {
        subject: "{{name}}，好久不见",
        preheader: "有什么我们可以为您做的吗？",
        title: "好久不见",
        paragraphs: [
          "{{name}}，您好！",
          "{{#lastPurchaseOn}}自{{lastPurchaseOn}}以来，我们很久没有为您服务了{{/lastPurchaseOn}}{{^lastPurchaseOn}}我们很久没有为您服务了{{/lastPurchaseOn}}，一直惦记着您。",
          "近来是否有新的需要？如果是我们哪里做得不够好，也请直言相告，我们一定改进。",
          "期待再次为您服务。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      "zh-TW": {
        subject: "{{name}}，好久不見",
        preheader: "有什麼我們可以為您做的嗎？",
        title: "好久不見",
        paragraphs: [
          "{{name}}，您好！",
          "{{#lastPurchaseOn}}自{{lastPurchaseOn}}以來，我們很久沒有為您服務了{{/lastPurchaseOn}}{{^lastPurchaseOn}}我們很久沒有為您服務了{{/lastPurchaseOn}}，一直惦記著您。",
          "最近是否有新的需求？如果是我們哪裡做得不夠好，也請您直接告訴我們，我們一定改進。",
          "期待再次為您服務。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      en: {
        subject: "It has been a while, {{name}}",
        preheader: "Is there anything we can do for you?",
        title: "It has been a while",
        paragraphs: [
          "Dear {{name}},",
          "{{#lastPurchaseOn}}We have not had the pleasure of serving you since {{lastPurchaseOn}}{{/lastPurchaseOn}}{{^lastPurchaseOn}}We have not had the pleasure of serving you for some time{{/lastPurchaseOn}}, and we miss it.",
          "Is there something you need just now? And if we have fallen short, please tell us frankly: we want to do better.",
          "We would be glad to hear from you.",
          "{{#owner}}{{owner}}, {{/owner}}{{company}}",
        ],
      },
    },
  },
  campaign: {
    layout: "offer",
    texts: {
      "zh-CN": {
        subject: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        preheader: "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}}诚邀您参加{{campaign}}{{/offer}}",
        title: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        paragraphs: [
          "{{name}}，您好！",
          "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}}诚邀您参加“{{campaign}}”。{{/offer}}",
          "{{#code}}专属优惠码：{{code}}{{/code}}",
          "{{#until}}有效期至{{until}}{{/until}}",
        ],
        button: { label: "立即查看", url: "{{link}}" },
      },
      "zh-TW": {
        subject: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        preheader: "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}}誠摯邀請您參加{{campaign}}{{/offer}}",
        title: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        paragraphs: [
          "{{name}}，您好！",
          "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}}誠摯邀請您參加「{{campaign}}」。{{/offer}}",
          "{{#code}}專屬優惠碼：{{code}}{{/code}}",
          "{{#until}}優惠至{{until}}止{{/until}}",
        ],
        button: { label: "立即查看", url: "{{link}}" },
      },
      en: {
        subject: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        preheader: "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}} invites you: {{campaign}}{{/offer}}",
        title: "{{#headline}}{{headline}}{{/headline}}{{^headline}}{{campaign}}{{/headline}}",
        paragraphs: [
          "Dear {{name}},",
          "{{#offer}}{{offer}}{{/offer}}{{^offer}}{{company}} invites you to “{{campaign}}”.{{/offer}}",
          "{{#code}}Your code: {{code}}{{/code}}",
          "{{#until}}Until {{until}}{{/until}}",
        ],
        button: { label: "See more", url: "{{link}}" },
      },
    },
  },
};
