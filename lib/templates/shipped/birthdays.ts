import type { TemplateValue } from "../template.ts";

export const birthdays: Readonly<Record<string, TemplateValue>> = {
  birthday: {
    layout: "greeting",
    texts: {
      "zh-CN": {
        subject: "{{name}}，生日快乐！",
        preheader: "{{company}}祝您新的一岁平安顺遂",
        title: "生日快乐",
        paragraphs: [
          "{{name}}，您好！",
          "{{#belated}}祝福迟到了几天，心意一分未减：{{/belated}}祝您生日快乐，新的一岁身体康健、诸事顺遂。",
          "感谢您一路以来的信任，往后的日子，我们继续陪着您。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      "zh-TW": {
        subject: "{{name}}，生日快樂！",
        preheader: "{{company}}祝您新的一歲平安順心",
        title: "生日快樂",
        paragraphs: [
          "{{name}}，您好！",
          "{{#belated}}祝福晚了幾天，心意絲毫未減：{{/belated}}祝您生日快樂，新的一歲身體健康、事事順心。",
          "謝謝您一直以來的支持，往後的日子，我們繼續陪伴您。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      en: {
        subject: "Happy birthday, {{name}}!",
        preheader: "Best wishes from all of us at {{company}}",
        title: "Happy birthday!",
        paragraphs: [
          "Dear {{name}},",
          "{{#belated}}Our wishes come a few days late, and no less warmly. {{/belated}}We wish you good health, good company, and a year that is kind to you.",
          "Thank you for trusting us. We look forward to the year ahead with you.",
          "{{#owner}}{{owner}}, {{/owner}}{{company}}",
        ],
      },
    },
  },
  "birthday~vip": {
    layout: "greeting",
    texts: {
      "zh-CN": {
        subject: "{{name}}，祝您生日快乐！一份来自{{company}}的心意",
        preheader: "尊敬的 VIP 会员，生日快乐",
        title: "祝您生日快乐",
        paragraphs: [
          "尊敬的{{name}}，您好！",
          "{{#belated}}迟来的祝福，同样真挚：{{/belated}}愿您新的一岁心想事成，喜乐常伴。",
          "作为我们的 VIP 会员，您的信任是我们最珍惜的礼物。生日当月有任何需要，请直接联系{{#owner}}{{owner}}{{/owner}}{{^owner}}您的客户经理{{/owner}}，我们优先为您安排。",
          "{{company}} 全体同仁 敬上",
        ],
      },
      "zh-TW": {
        subject: "{{name}}，祝您生日快樂！一份來自{{company}}的心意",
        preheader: "親愛的 VIP 會員，生日快樂",
        title: "祝您生日快樂",
        paragraphs: [
          "親愛的{{name}}，您好！",
          "{{#belated}}遲來的祝福，一樣真摯：{{/belated}}願您新的一歲心想事成，喜樂常伴。",
          "身為我們的 VIP 會員，您的信任是我們最珍惜的禮物。生日當月若有任何需要，請直接聯絡{{#owner}}{{owner}}{{/owner}}{{^owner}}您的專屬業務{{/owner}}，我們會優先為您安排。",
          "{{company}} 全體同仁 敬上",
        ],
      },
      en: {
        subject: "Happy birthday, {{name}}, from all of us at {{company}}",
        preheader: "A birthday wish for one of our VIP members",
        title: "Happy birthday!",
        paragraphs: [
          "Dear {{name}},",
          "{{#belated}}This comes a few days late, but from the heart. {{/belated}}May the year ahead bring you joy, health and everything you hope for.",
          "Having you as a VIP member means a great deal to us. Whatever you need this month, just ask {{#owner}}{{owner}}{{/owner}}{{^owner}}your account manager{{/owner}}: you come first.",
          "Everyone at {{company}}",
        ],
      },
    },
  },
  "birthday~supreme-vip": {
    layout: "greeting",
    texts: {
      "zh-CN": {
        subject: "{{name}}，恭祝生辰吉乐",
        preheader: "致我们最珍视的您",
        title: "恭祝生辰吉乐",
        paragraphs: [
          "尊敬的{{name}}，您好！",
          "{{#belated}}未能在当日送上祝福，深感歉意；心意如初：{{/belated}}谨祝您生辰吉乐，福寿康宁，万事胜意。",
          "承蒙您长久以来的厚爱。{{#owner}}{{owner}}{{/owner}}{{^owner}}您的专属顾问{{/owner}}会亲自与您联系，为您备上一份生日心意。",
          "{{company}} 谨上",
        ],
      },
      "zh-TW": {
        subject: "{{name}}，恭祝生辰吉樂",
        preheader: "致我們最珍視的您",
        title: "恭祝生辰吉樂",
        paragraphs: [
          "敬愛的{{name}}，您好！",
          "{{#belated}}未能於當日獻上祝福，深感抱歉；心意如初：{{/belated}}謹祝您生辰吉樂，福壽安康，萬事如意。",
          "承蒙您長久以來的厚愛。{{#owner}}{{owner}}{{/owner}}{{^owner}}您的專屬顧問{{/owner}}將親自與您聯繫，為您準備一份生日心意。",
          "{{company}} 謹上",
        ],
      },
      en: {
        subject: "{{name}}, many happy returns",
        preheader: "With our warmest regards on your birthday",
        title: "Many happy returns",
        paragraphs: [
          "Dear {{name}},",
          "{{#belated}}We are sorry that this did not reach you on the day itself. {{/belated}}Please accept our warmest wishes on your birthday: health, happiness, and a splendid year ahead.",
          "We are grateful for your loyalty. {{#owner}}{{owner}}{{/owner}}{{^owner}}Your personal adviser{{/owner}} will be in touch with a little something from us.",
          "With kind regards, {{company}}",
        ],
      },
    },
  },
};
