import type { TemplateValue } from "./template.ts";

const wording = {
  subject: "{{name}}，周年快乐！",
  preheader: "{{company}}成立十周年",
  title: "感谢一路有您",
  paragraphs: ["{{name}}，您好！", "{{#belated}}迟到的问候：{{/belated}}{{company}}十岁了，感谢一路有您。"],
  button: { label: "查看活动", url: "https://shop.example.cn/anniversary" },
};

/** A template as callers write it. */
export const exampleValue: TemplateValue = {
  layout: "greeting",
  texts: {
    "zh-CN": wording,
    "zh-TW": {
      subject: "{{name}}，週年快樂！",
      title: "感謝一路有您",
      paragraphs: ["{{name}}，您好！", "{{company}}十歲了，感謝一路有您。"],
    },
    en: {
      subject: "{{name}}, celebrate with us",
      title: "Thank you for ten years",
      paragraphs: ["Dear {{name}},", "{{company}} turns ten. Thank you for being part of it."],
    },
  },
};

/** As callers read it. */
export const exampleTemplate = {
  key: "holiday.founding-day",
  ...exampleValue,
  shipped: false,
  isDefault: false,
  version: 1,
  updatedAt: "2026-11-22T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  occasion: "holiday" as const,
  kind: "care" as const,
  variables: [
    { name: "name", is: "text", optional: false },
    { name: "company", is: "text", optional: false },
    { name: "owner", is: "text", optional: true },
    { name: "festival", is: "text", optional: true },
    { name: "belated", is: "flag", optional: true },
  ],
};
