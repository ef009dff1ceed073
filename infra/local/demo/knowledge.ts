import type { Context } from "../../../lib/http/context.ts";
import { createArticle } from "../../../lib/knowledge/create.ts";
import { done } from "./act.ts";
import { PRODUCTS } from "./catalogue.ts";

interface Told {
  readonly title: string;
  readonly problem: string;
  readonly steps: readonly string[];
  readonly faults: readonly string[];
  /** Beginnings of the names of the products that it is about. */
  readonly about: readonly string[];
  readonly tags: readonly string[];
  readonly draft?: true;
}

/** What the technicians of the demo company have learnt. */
const ARTICLES: readonly Told[] = [
  {
    title: "热泵显示 E4 且不制热：检查四通阀",
    problem: "出水温度低，面板显示 E4。",
    steps: [
      "断电后测量四通阀线圈电阻，正常为 1.2–1.6 kΩ。",
      "阀芯卡死时更换四通阀，抽真空后补充冷媒。",
      "试运行 30 分钟，确认换向正常。",
    ],
    faults: ["no-output"],
    about: ["空气源热泵"],
    tags: ["四通阀", "E4"],
  },
  {
    title: "冬季化霜频繁、制热不足",
    problem: "环境温度低于 0 ℃ 时每 20 分钟化霜一次。",
    steps: ["清洗翅片，检查风机转速。", "校准化霜传感器位置。", "检查冷媒压力，必要时补充。"],
    faults: ["no-output", "noise"],
    about: ["空气源热泵", "商用热水机组"],
    tags: ["化霜", "冬季"],
  },
  {
    title: "热水机组接头漏水",
    problem: "水箱进出水接头处滴水。",
    steps: ["关闭进水阀并泄压。", "更换密封圈，按 35 N·m 拧紧。", "保压 0.6 MPa 15 分钟无渗漏。"],
    faults: ["leak"],
    about: ["商用热水机组"],
    tags: ["密封圈"],
  },
  {
    title: "新风系统异响：风轮与滤网",
    problem: "高档位运行时有周期性摩擦声。",
    steps: ["取出初效滤网，清除异物。", "检查风轮动平衡，更换减震垫。"],
    faults: ["noise"],
    about: ["新风系统"],
    tags: ["滤网", "减震"],
  },
  {
    title: "智能温控器连不上 Wi-Fi",
    problem: "温控器反复离线，App 显示 offline。",
    steps: [
      "仅支持 2.4 GHz，分开路由器的双频合一。",
      "长按 5 秒恢复网络设置后重新配对。",
      "固件升级到 2.3 以上。",
    ],
    faults: ["control", "usage"],
    about: ["智能温控器"],
    tags: ["Wi-Fi", "配对"],
  },
  {
    title: "控制中心断电后时间错误",
    problem: "停电恢复后定时任务按错误时间执行。",
    steps: ["更换主板纽扣电池 CR2032。", "启用 NTP 对时。"],
    faults: ["control", "no-power"],
    about: ["楼宇控制中心"],
    tags: ["NTP"],
    draft: true,
  },
];

/** Fills the demo company's knowledge base. @param products ids in the order of the catalogue */
export async function writeArticles(products: readonly string[], context: Context): Promise<void> {
  for (const { title, problem, steps, faults, about, tags, draft } of ARTICLES) {
    const list = steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
    const status: "draft" | "published" = draft === true ? "draft" : "published";
    const input = {
      title,
      body: `## 问题\n\n${problem}\n\n## 解决方法\n\n${list}`,
      faultCategories: [...faults],
      productIds: products.filter((_, index) => about.some((name) => PRODUCTS[index]?.name.startsWith(name))),
      tags: [...tags],
      language: "zh-CN" as const,
      status,
    };
    await done(createArticle(input, context));
  }
}
