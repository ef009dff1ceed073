import type { TemplateValue } from "../template.ts";

export const membership: Readonly<Record<string, TemplateValue>> = {
  "membership-anniversary": {
    layout: "greeting",
    texts: {
      "zh-CN": {
        subject: "{{name}}，感谢您与我们同行 {{years}} 年",
        preheader: "您成为{{company}}会员已满 {{years}} 年",
        title: "同行 {{years}} 周年",
        paragraphs: [
          "{{name}}，您好！",
          "{{#belated}}迟到几天的问候：{{/belated}}您成为{{company}}的{{#tier}}{{tier}}{{/tier}}会员，已经整整 {{years}} 年了。",
          "感谢您一年又一年的信任。往后的路，我们继续用心相伴。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      "zh-TW": {
        subject: "{{name}}，謝謝您與我們同行 {{years}} 年",
        preheader: "您成為{{company}}會員已滿 {{years}} 年",
        title: "同行 {{years}} 週年",
        paragraphs: [
          "{{name}}，您好！",
          "{{#belated}}晚了幾天的問候：{{/belated}}您成為{{company}}的{{#tier}}{{tier}}{{/tier}}會員，已經整整 {{years}} 年了。",
          "謝謝您一年又一年的支持。未來的路，我們繼續用心相伴。",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      en: {
        subject: "{{name}}, thank you for staying with us",
        preheader: "Your membership anniversary with {{company}}",
        title: "Your membership anniversary",
        paragraphs: [
          "Dear {{name}},",
          "{{#belated}}We are a few days late, but no less glad. {{/belated}}This is anniversary number {{years}} of your {{#tier}}{{tier}} {{/tier}}membership with {{company}}.",
          "Thank you for staying with us. We look forward to many more.",
          "{{#owner}}{{owner}}, {{/owner}}{{company}}",
        ],
      },
    },
  },
  "tier-raised": {
    layout: "greeting",
    texts: {
      "zh-CN": {
        subject: "恭喜{{name}}升级为{{tier}}会员",
        preheader: "新的等级，更多礼遇",
        title: "恭喜升级为{{tier}}会员",
        paragraphs: [
          "{{name}}，您好！",
          "感谢您的信任与支持，您已升级为{{company}}{{tier}}会员，即刻生效。",
          "{{#discount}}从今天起，您购物可享 {{discount}}优惠。{{/discount}}",
          "{{#privileges}}您的专属礼遇：\n{{privileges}}{{/privileges}}",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      "zh-TW": {
        subject: "恭喜{{name}}升級為{{tier}}會員",
        preheader: "新的等級，更多禮遇",
        title: "恭喜升級為{{tier}}會員",
        paragraphs: [
          "{{name}}，您好！",
          "謝謝您的支持，您已升級為{{company}}{{tier}}會員，即日起生效。",
          "{{#discount}}從今天起，您購物可享 {{discount}}優惠。{{/discount}}",
          "{{#privileges}}您的專屬禮遇：\n{{privileges}}{{/privileges}}",
          "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
        ],
      },
      en: {
        subject: "Congratulations, {{name}}: you are now a {{tier}} member",
        preheader: "A new tier, and what comes with it",
        title: "Welcome to {{tier}}",
        paragraphs: [
          "Dear {{name}},",
          "Thank you for your loyalty. From today on you are a {{tier}} member of {{company}}.",
          "{{#discount}}From now on you enjoy {{discount}}.{{/discount}}",
          "{{#privileges}}Yours as a {{tier}} member:\n{{privileges}}{{/privileges}}",
          "{{#owner}}{{owner}}, {{/owner}}{{company}}",
        ],
      },
    },
  },
  "points-expiring": {
    layout: "notice",
    texts: {
      "zh-CN": {
        subject: "提醒：您有 {{points}} 积分将于{{expiresOn}}到期",
        preheader: "别让攒下的积分白白过期",
        title: "{{points}} 积分即将到期",
        paragraphs: [
          "{{name}}，您好！",
          "您的会员账户中有 {{points}} 积分将于{{expiresOn}}到期{{#balance}}（当前可用积分共 {{balance}}）{{/balance}}。",
          "请在到期前兑换使用，别让攒下的积分白白过期。",
          "{{company}}",
        ],
      },
      "zh-TW": {
        subject: "提醒：您有 {{points}} 點將於{{expiresOn}}到期",
        preheader: "別讓累積的點數白白過期",
        title: "{{points}} 點即將到期",
        paragraphs: [
          "{{name}}，您好！",
          "您的會員帳戶中有 {{points}} 點將於{{expiresOn}}到期{{#balance}}（目前可用點數共 {{balance}} 點）{{/balance}}。",
          "請在到期前兌換使用，別讓累積的點數白白過期。",
          "{{company}}",
        ],
      },
      en: {
        subject: "{{points}} of your points expire on {{expiresOn}}",
        preheader: "Use them while they last",
        title: "{{points}} points expire soon",
        paragraphs: [
          "Dear {{name}},",
          "{{points}} of the points in your membership account expire on {{expiresOn}}{{#balance}}; you have {{balance}} in all{{/balance}}.",
          "It would be a pity to lose them: redeem them before then.",
          "{{company}}",
        ],
      },
    },
  },
};
