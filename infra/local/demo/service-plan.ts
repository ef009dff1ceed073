import { type Chance, chance } from "./random.ts";

/** A customer's call for service, and what came of it. */
export interface Call {
  readonly receivedAt: Date;
  readonly matter: Matter;
  readonly channel: "phone" | "wechat" | "email";
  /** Index in the catalogue. */
  readonly product: number;
  /** Days before the call on which its product was delivered, where there is a card. */
  readonly deliveredBefore: number | undefined;
  readonly reached: (typeof REACHED)[number];
  /** Index of the agent and of the technician among theirs. */
  readonly agent: number;
  readonly technician: number;
  readonly respondedAfter: number;
  readonly handledFor: number;
  readonly workMinutes: number;
  readonly cost: number;
  /** Nothing of a customer who did not answer. */
  readonly score: number | undefined;
}

/** A complaint, and how far it came. */
export interface Grievance {
  readonly receivedAt: Date;
  readonly content: string;
  readonly cause: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly reached: (typeof GRIEVED)[number];
  readonly agent: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Matter {
  readonly type: string;
  readonly fault: string;
  readonly subject: string;
  readonly resolution: string;
}
type Some<T> = readonly [T, ...T[]];

const MATTERS: Some<Matter> = [
  { type: "repair", fault: "no-output", subject: "热泵不制热", resolution: "更换四通阀并补充冷媒" },
  { type: "repair", fault: "leak", subject: "机组漏水", resolution: "更换密封圈，重新试压" },
  { type: "repair", fault: "noise", subject: "运行时异响", resolution: "紧固风机支架" },
  { type: "repair", fault: "no-power", subject: "机组无法启动", resolution: "更换主板保险" },
  { type: "repair", fault: "control", subject: "温控器无显示", resolution: "更换温控器并重新配对" },
  { type: "maintenance", fault: "other", subject: "年度保养", resolution: "清洗换热器，更换滤网" },
  {
    type: "consultation",
    fault: "usage",
    subject: "咨询节能模式设置",
    resolution: "电话指导设置定时与节能模式",
  },
  { type: "installation", fault: "installation", subject: "安装后排水不畅", resolution: "调整排水坡度" },
];

/** How far a call of these days has come: one of each, again and again. */
const REACHED = ["missed", "received", "assigned", "in-progress", "resolved", "closed"] as const;
const GRIEVED = ["received", "transferred", "resolved", "closed-at-once", "closed", "reopened"] as const;
const CONTENTS: Some<Pick<Grievance, "content" | "cause">> = [
  { content: "约好上午上门，下午才到", cause: "response-time" },
  { content: "同一故障一个月内修了三次", cause: "repair-quality" },
  { content: "安装后现场未清理", cause: "installation" },
  { content: "送货比承诺晚了一周", cause: "delivery" },
  { content: "维修报价与账单不符", cause: "price" },
];

/** The service of one customer: the same for the same seed and day. */
export interface Served {
  readonly calls: readonly Call[];
  readonly grievance: Grievance | undefined;
}

/** Plans what customers call for, in about twelve months before `today`. */
export function servicePlan(today: Date, seed = 20_260_102): (since: Date) => Served {
  const luck = chance(seed);
  let calls = 0;
  let grievances = 0;
  return (since) => ({
    calls: luck.happens(0.46)
      ? Array.from({ length: luck.between(1, 2) }, () => call(calls++, since, today, luck))
      : [],
    grievance: luck.happens(0.11) ? grievance(grievances++, since, today, luck) : undefined,
  });
}

/** Every eighth call is of these days, and open; what is older is over. */
function call(number: number, since: Date, today: Date, luck: Chance): Call {
  const isRecent = number % 8 === 0;
  const whole = Math.floor((today.getTime() - since.getTime()) / DAY);
  const before = isRecent ? luck.between(90, 40 * 60) * MINUTE : luck.between(12, whole - 1) * DAY;
  const recent = REACHED[(number / 8) % (REACHED.length - 1)] ?? "received";
  const past = luck.happens(0.1) ? "missed" : "closed";
  // What is of these days cannot have taken long; one in eight of the others took longer than was promised.
  const pace = isRecent ? 0.1 : luck.happens(0.12) ? 2.5 : 1;
  return {
    receivedAt: new Date(today.getTime() - before),
    matter: luck.pick(MATTERS),
    channel: luck.pick(["phone", "phone", "phone", "wechat", "email"]),
    product: luck.between(0, 6),
    deliveredBefore: luck.happens(0.35) ? luck.between(20, 1000) : undefined,
    reached: isRecent ? recent : past,
    agent: luck.between(0, 1),
    technician: luck.between(0, 2),
    respondedAfter: Math.ceil(luck.between(5, 170) * pace) * MINUTE,
    handledFor: Math.ceil(luck.between(40, 1900) * pace) * MINUTE,
    workMinutes: luck.between(15, 180),
    cost: luck.between(0, 40) * 1_000,
    score: luck.happens(0.65) ? luck.pick([5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1]) : undefined,
  };
}

function grievance(number: number, since: Date, today: Date, luck: Chance): Grievance {
  const reached = GRIEVED[number % GRIEVED.length] ?? "received";
  const days = reached === "received" ? luck.between(1, 3) : luck.between(10, 17 + (number % 3) * 40);
  const whole = Math.floor((today.getTime() - since.getTime()) / DAY);
  return {
    receivedAt: new Date(today.getTime() - Math.min(days, whole - 1) * DAY),
    ...luck.pick(CONTENTS),
    severity: luck.pick(["low", "medium", "medium", "high", "critical"]),
    reached,
    agent: luck.between(0, 1),
  };
}
