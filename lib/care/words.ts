import type { Language } from "../mail/mail.ts";
import type { Festival } from "./days/yearly.ts";
import type { OccasionKind } from "./occasion.ts";

/** What festivals are called. */
export const FESTIVAL_NAMES: Record<Language, Record<Festival, string>> = {
  "zh-CN": {
    "new-year": "元旦",
    "womens-day": "妇女节",
    "labour-day": "劳动节",
    "childrens-day": "儿童节",
    "teachers-day": "教师节",
    "national-day": "国庆节",
    christmas: "圣诞节",
    "spring-festival-eve": "除夕",
    "spring-festival": "春节",
    "lantern-festival": "元宵节",
    "dragon-boat-festival": "端午节",
    qixi: "七夕",
    "mid-autumn": "中秋节",
    "double-ninth": "重阳节",
    laba: "腊八节",
  },
  "zh-TW": {
    "new-year": "元旦",
    "womens-day": "婦女節",
    "labour-day": "勞動節",
    "childrens-day": "兒童節",
    "teachers-day": "教師節",
    "national-day": "國慶節",
    christmas: "聖誕節",
    "spring-festival-eve": "除夕",
    "spring-festival": "春節",
    "lantern-festival": "元宵節",
    "dragon-boat-festival": "端午節",
    qixi: "七夕",
    "mid-autumn": "中秋節",
    "double-ninth": "重陽節",
    laba: "臘八節",
  },
  en: {
    "new-year": "New Year",
    "womens-day": "Women's Day",
    "labour-day": "Labour Day",
    "childrens-day": "Children's Day",
    "teachers-day": "Teachers' Day",
    "national-day": "National Day",
    christmas: "Christmas",
    "spring-festival-eve": "Lunar New Year's Eve",
    "spring-festival": "Lunar New Year",
    "lantern-festival": "Lantern Festival",
    "dragon-boat-festival": "Dragon Boat Festival",
    qixi: "Qixi Festival",
    "mid-autumn": "Mid-Autumn Festival",
    "double-ninth": "Double Ninth Festival",
    laba: "Laba Festival",
  },
};

/** What a task asks its handler to do for whom, by the occasion. */
export const TASK_TITLES: Record<Language, Record<OccasionKind, (whom: string) => string>> = {
  "zh-CN": {
    birthday: (whom) => `致电祝贺生日：${whom}`,
    holiday: (whom) => `致电节日问候：${whom}`,
    "membership-anniversary": (whom) => `致电祝贺入会周年：${whom}`,
    "after-delivery": (whom) => `交付后回访：${whom}`,
    "warranty-ending": (whom) => `保修即将到期，致电客户：${whom}`,
    dormant: (whom) => `唤醒沉睡客户：${whom}`,
    "key-account-revisit": (whom) => `大客户回访：${whom}`,
  },
  "zh-TW": {
    birthday: (whom) => `致電祝賀生日：${whom}`,
    holiday: (whom) => `致電節日問候：${whom}`,
    "membership-anniversary": (whom) => `致電祝賀入會週年：${whom}`,
    "after-delivery": (whom) => `交付後回訪：${whom}`,
    "warranty-ending": (whom) => `保固即將到期，致電客戶：${whom}`,
    dormant: (whom) => `喚醒沉睡客戶：${whom}`,
    "key-account-revisit": (whom) => `大客戶回訪：${whom}`,
  },
  en: {
    birthday: (whom) => `Call to wish a happy birthday: ${whom}`,
    holiday: (whom) => `Call with season's greetings: ${whom}`,
    "membership-anniversary": (whom) => `Call on the membership anniversary: ${whom}`,
    "after-delivery": (whom) => `Ask how the delivery went: ${whom}`,
    "warranty-ending": (whom) => `Warranty is about to end, call: ${whom}`,
    dormant: (whom) => `Win back a dormant customer: ${whom}`,
    "key-account-revisit": (whom) => `Revisit a key account: ${whom}`,
  },
};
