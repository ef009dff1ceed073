import type { Language } from "../../mail/mail.ts";
import type { TemplateValue, Wording } from "../template.ts";

/** What a greeting for a holiday says besides what all of them say. */
interface Greeting {
  readonly title: string;
  readonly subject: string;
  readonly wish: string;
  readonly thanks: string;
}

/** What every greeting says around its wish: who it is to, that it is late if it is, and who it is from. */
const AROUND: Record<Language, { hello: string; late: string; from: string }> = {
  "zh-CN": {
    hello: "{{name}}，您好！",
    late: "{{#belated}}祝福来得迟了些，心意依旧：{{/belated}}",
    from: "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
  },
  "zh-TW": {
    hello: "{{name}}，您好！",
    late: "{{#belated}}祝福來得晚了些，心意依舊：{{/belated}}",
    from: "{{company}}{{#owner}}　{{owner}}{{/owner}} 敬上",
  },
  en: {
    hello: "Dear {{name}},",
    late: "{{#belated}}This comes a little late, but from the heart. {{/belated}}",
    from: "{{#owner}}{{owner}}, {{/owner}}{{company}}",
  },
};

function holiday(greetings: Record<Language, Greeting>): TemplateValue {
  const wording = (language: Language): Wording => {
    const { title, subject, wish, thanks } = greetings[language];
    const { hello, late, from } = AROUND[language];
    return { subject, preheader: thanks, title, paragraphs: [hello, `${late}${wish}`, thanks, from] };
  };
  return {
    layout: "greeting",
    texts: { "zh-CN": wording("zh-CN"), "zh-TW": wording("zh-TW"), en: wording("en") },
  };
}

export const holidays: Readonly<Record<string, TemplateValue>> = {
  holiday: holiday({
    "zh-CN": {
      title: "{{#festival}}{{festival}}{{/festival}}{{^festival}}节日{{/festival}}快乐",
      subject: "{{name}}，祝您{{#festival}}{{festival}}{{/festival}}{{^festival}}节日{{/festival}}快乐",
      wish: "祝您和家人{{#festival}}{{festival}}{{/festival}}{{^festival}}节日{{/festival}}快乐，平安喜乐，万事顺意。",
      thanks: "感谢您一直以来的支持与信任。",
    },
    "zh-TW": {
      title: "{{#festival}}{{festival}}{{/festival}}{{^festival}}佳節{{/festival}}快樂",
      subject: "{{name}}，祝您{{#festival}}{{festival}}{{/festival}}{{^festival}}佳節{{/festival}}快樂",
      wish: "祝您與家人{{#festival}}{{festival}}{{/festival}}{{^festival}}佳節{{/festival}}快樂，平安喜樂，萬事如意。",
      thanks: "謝謝您一直以來的支持與信任。",
    },
    en: {
      title: "Happy {{#festival}}{{festival}}{{/festival}}{{^festival}}holidays{{/festival}}",
      subject:
        "{{name}}, happy {{#festival}}{{festival}}{{/festival}}{{^festival}}holidays{{/festival}} from {{company}}",
      wish: "We wish you and your family {{#festival}}a happy {{festival}}{{/festival}}{{^festival}}happy holidays{{/festival}}.",
      thanks: "Thank you for your trust and support.",
    },
  }),
  "holiday.new-year": holiday({
    "zh-CN": {
      title: "新年快乐",
      subject: "{{name}}，新年快乐！",
      wish: "新的一年，祝您工作顺利、身体健康、阖家幸福。",
      thanks: "感谢您过去一年的信任，新的一年我们继续用心服务。",
    },
    "zh-TW": {
      title: "新年快樂",
      subject: "{{name}}，新年快樂！",
      wish: "新的一年，祝您工作順利、身體健康、闔家平安。",
      thanks: "謝謝您過去一年的支持，新的一年我們會繼續用心服務。",
    },
    en: {
      title: "Happy New Year",
      subject: "Happy New Year, {{name}}!",
      wish: "We wish you health, happiness and every success in the new year.",
      thanks: "Thank you for the year behind us; we look forward to the one ahead.",
    },
  }),
  "holiday.spring-festival": holiday({
    "zh-CN": {
      title: "恭贺新春",
      subject: "{{name}}，{{company}}给您拜年啦！",
      wish: "爆竹声中一岁除，春风送暖入屠苏。祝您和家人新春快乐，阖家团圆，万事如意！",
      thanks: "一年来承蒙关照，新的一年愿与您同行。",
    },
    "zh-TW": {
      title: "恭賀新禧",
      subject: "{{name}}，{{company}}向您拜年！",
      wish: "爆竹聲中一歲除，春風送暖入屠蘇。祝您與家人新春愉快，闔家團圓，大吉大利！",
      thanks: "一年來承蒙照顧，新的一年願與您同行。",
    },
    en: {
      title: "Happy Spring Festival",
      subject: "A happy Lunar New Year, {{name}}!",
      wish: "We wish you and your family a joyful Spring Festival: reunion, good fortune, and all that you wish for.",
      thanks: "Thank you for your trust in the past year; it is a pleasure to go on together.",
    },
  }),
  "holiday.lantern-festival": holiday({
    "zh-CN": {
      title: "元宵节快乐",
      subject: "{{name}}，元宵节快乐！",
      wish: "月圆人圆，灯火可亲。祝您元宵节快乐，团团圆圆，甜甜美美。",
      thanks: "感谢有您，一年好时光从今天开始。",
    },
    "zh-TW": {
      title: "元宵節快樂",
      subject: "{{name}}，元宵節快樂！",
      wish: "月圓人圓，燈火可親。祝您元宵節快樂，團團圓圓，甜甜蜜蜜。",
      thanks: "謝謝有您，一年的好時光從今天開始。",
    },
    en: {
      title: "Happy Lantern Festival",
      subject: "Happy Lantern Festival, {{name}}!",
      wish: "May the first full moon of the year bring light and sweetness to you and your family.",
      thanks: "Thank you for being with us.",
    },
  }),
  "holiday.womens-day": holiday({
    "zh-CN": {
      title: "三八妇女节快乐",
      subject: "{{name}}，祝您节日快乐！",
      wish: "愿您从容自在，所愿皆成，每一天都被温柔以待。",
      thanks: "感谢您的信任与支持。",
    },
    "zh-TW": {
      title: "婦女節快樂",
      subject: "{{name}}，祝您婦女節快樂！",
      wish: "願您從容自在，心想事成，每一天都被溫柔以待。",
      thanks: "謝謝您的信任與支持。",
    },
    en: {
      title: "Happy Women’s Day",
      subject: "Happy Women’s Day, {{name}}!",
      wish: "We wish you a day as bright as you make those of others.",
      thanks: "Thank you for your trust and support.",
    },
  }),
  "holiday.dragon-boat-festival": holiday({
    "zh-CN": {
      title: "端午安康",
      subject: "{{name}}，端午安康！",
      wish: "粽叶飘香，艾草青青。祝您和家人端午安康，平安顺遂。",
      thanks: "感谢您一路相伴。",
    },
    "zh-TW": {
      title: "端午安康",
      subject: "{{name}}，端午佳節愉快！",
      wish: "粽葉飄香，艾草青青。祝您與家人端午安康，平安順心。",
      thanks: "謝謝您一路相伴。",
    },
    en: {
      title: "Dragon Boat Festival",
      subject: "Good wishes for the Dragon Boat Festival, {{name}}",
      wish: "We wish you and your family health and peace this Dragon Boat Festival.",
      thanks: "Thank you for being with us.",
    },
  }),
  "holiday.mid-autumn": holiday({
    "zh-CN": {
      title: "中秋快乐",
      subject: "{{name}}，中秋快乐，月圆人团圆",
      wish: "但愿人长久，千里共婵娟。祝您和家人中秋快乐，花好月圆，幸福安康。",
      thanks: "感谢您的信任，愿我们的情谊如月长圆。",
    },
    "zh-TW": {
      title: "中秋佳節愉快",
      subject: "{{name}}，中秋佳節愉快，月圓人團圓",
      wish: "但願人長久，千里共嬋娟。祝您與家人中秋佳節愉快，花好月圓，平安幸福。",
      thanks: "謝謝您的信任，願這份情誼如明月常圓。",
    },
    en: {
      title: "Happy Mid-Autumn Festival",
      subject: "A happy Mid-Autumn Festival, {{name}}",
      wish: "May the full moon find you and your family together, in health and happiness.",
      thanks: "Thank you for your trust.",
    },
  }),
  "holiday.double-ninth": holiday({
    "zh-CN": {
      title: "重阳安康",
      subject: "{{name}}，重阳节安康！",
      wish: "岁岁重阳，今又重阳。祝您和家中长辈健康长寿，福乐绵长。",
      thanks: "感谢您一直以来的信任。",
    },
    "zh-TW": {
      title: "重陽安康",
      subject: "{{name}}，重陽佳節安康！",
      wish: "歲歲重陽，今又重陽。祝您與家中長輩健康長壽，福樂綿長。",
      thanks: "謝謝您一直以來的信任。",
    },
    en: {
      title: "Double Ninth Festival",
      subject: "Good wishes for the Double Ninth Festival, {{name}}",
      wish: "We wish you and the elders of your family health and a long life.",
      thanks: "Thank you for your trust.",
    },
  }),
  "holiday.christmas": holiday({
    "zh-CN": {
      title: "圣诞快乐",
      subject: "{{name}}，圣诞快乐！",
      wish: "祝您和家人圣诞快乐，温暖相伴，平安喜乐。",
      thanks: "感谢您这一年的信任与支持。",
    },
    "zh-TW": {
      title: "聖誕快樂",
      subject: "{{name}}，聖誕快樂！",
      wish: "祝您與家人聖誕快樂，溫暖相伴，平安喜樂。",
      thanks: "謝謝您這一年的信任與支持。",
    },
    en: {
      title: "Merry Christmas",
      subject: "Merry Christmas, {{name}}!",
      wish: "We wish you and your family a merry Christmas and peaceful days.",
      thanks: "Thank you for your trust and support this year.",
    },
  }),
};
