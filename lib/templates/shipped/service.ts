import type { TemplateValue } from "../template.ts";

export const service: Readonly<Record<string, TemplateValue>> = {
  "delivery-follow-up": {
    layout: "notice",
    texts: {
      "zh-CN": {
        subject: "{{product}}用得还顺手吗？",
        preheader: "有任何问题，我们随时在",
        title: "用得还顺手吗？",
        paragraphs: [
          "{{name}}，您好！",
          "{{#deliveredOn}}我们已于{{deliveredOn}}为您交付{{product}}{{/deliveredOn}}{{^deliveredOn}}我们不久前为您交付了{{product}}{{/deliveredOn}}，不知用得是否顺手？",
          "安装、使用或保养上若有任何疑问，请随时告诉我们{{#owner}}，或直接联系{{owner}}{{/owner}}。",
          "{{company}}",
        ],
      },
      "zh-TW": {
        subject: "{{product}}用得還順手嗎？",
        preheader: "有任何問題，我們隨時都在",
        title: "用得還順手嗎？",
        paragraphs: [
          "{{name}}，您好！",
          "{{#deliveredOn}}我們已於{{deliveredOn}}為您交付{{product}}{{/deliveredOn}}{{^deliveredOn}}我們不久前為您交付了{{product}}{{/deliveredOn}}，不知道用得是否順手？",
          "安裝、使用或保養上若有任何疑問，請隨時告訴我們{{#owner}}，或直接聯絡{{owner}}{{/owner}}。",
          "{{company}}",
        ],
      },
      en: {
        subject: "How are you getting on with {{product}}?",
        preheader: "We are here whenever you need us",
        title: "How is it going?",
        paragraphs: [
          "Dear {{name}},",
          "{{#deliveredOn}}On {{deliveredOn}} we delivered {{product}} to you{{/deliveredOn}}{{^deliveredOn}}We delivered {{product}} to you a little while ago{{/deliveredOn}}, and we would like to know that all is well.",
          "If anything about its installation, use or upkeep is not clear, just tell us{{#owner}}, or ask {{owner}} directly{{/owner}}.",
          "{{company}}",
        ],
      },
    },
  },
  "warranty-ending": {
    layout: "notice",
    texts: {
      "zh-CN": {
        subject: "{{product}}的保修期将于{{warrantyUntil}}结束",
        preheader: "趁保修期内，为设备做一次检查",
        title: "保修期即将结束",
        paragraphs: [
          "{{name}}，您好！",
          "您的{{product}}{{#cardNumber}}（服务卡号 {{cardNumber}}）{{/cardNumber}}保修期将于{{warrantyUntil}}结束。",
          "如使用中有任何异常，请在此之前联系我们，保修期内免费处理；如需了解延保，也欢迎随时咨询{{#owner}}{{owner}}{{/owner}}{{^owner}}我们{{/owner}}。",
          "{{company}}",
        ],
      },
      "zh-TW": {
        subject: "{{product}}的保固期將於{{warrantyUntil}}結束",
        preheader: "趁保固期內，為設備做一次檢查",
        title: "保固期即將結束",
        paragraphs: [
          "{{name}}，您好！",
          "您的{{product}}{{#cardNumber}}（服務卡號 {{cardNumber}}）{{/cardNumber}}保固期將於{{warrantyUntil}}結束。",
          "使用上若有任何異常，請在此之前與我們聯絡，保固期內免費處理；若想了解延長保固，也歡迎隨時洽詢{{#owner}}{{owner}}{{/owner}}{{^owner}}我們{{/owner}}。",
          "{{company}}",
        ],
      },
      en: {
        subject: "The warranty of {{product}} ends on {{warrantyUntil}}",
        preheader: "A good moment to have it looked at",
        title: "Your warranty ends soon",
        paragraphs: [
          "Dear {{name}},",
          "The warranty of your {{product}}{{#cardNumber}} (service card {{cardNumber}}){{/cardNumber}} ends on {{warrantyUntil}}.",
          "If anything is not as it should be, tell us before then and we put it right free of charge. To extend the warranty, just ask {{#owner}}{{owner}}{{/owner}}{{^owner}}us{{/owner}}.",
          "{{company}}",
        ],
      },
    },
  },
};
