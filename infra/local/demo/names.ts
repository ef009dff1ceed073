import type { Chance } from "./random.ts";

const SURNAMES = [
  "王",
  "李",
  "张",
  "刘",
  "陈",
  "杨",
  "赵",
  "黄",
  "周",
  "吴",
  "徐",
  "孙",
  "胡",
  "朱",
  "高",
  "林",
  "何",
  "郭",
] as const;
const GIVEN = [
  "伟",
  "芳",
  "娜",
  "敏",
  "静",
  "丽",
  "强",
  "磊",
  "军",
  "洋",
  "勇",
  "艳",
  "杰",
  "娟",
  "涛",
  "明",
  "超",
  "秀英",
  "霞",
  "平",
  "建国",
  "晓东",
  "雅琴",
  "志远",
  "思源",
  "文博",
  "佳怡",
  "子涵",
] as const;
const CITIES = [
  "上海",
  "苏州",
  "杭州",
  "南京",
  "宁波",
  "无锡",
  "合肥",
  "广州",
  "深圳",
  "东莞",
  "佛山",
  "厦门",
  "福州",
  "北京",
  "天津",
  "青岛",
  "济南",
  "武汉",
  "长沙",
  "成都",
] as const;
const WORDS = [
  "恒温",
  "华晟",
  "金源",
  "瑞丰",
  "东方",
  "天成",
  "博远",
  "海川",
  "新能",
  "绿源",
  "宏图",
  "佳和",
  "中科",
  "盛世",
  "联创",
  "云启",
  "安泰",
  "德信",
  "远景",
  "兴业",
] as const;
const TRADES = [
  "暖通设备",
  "酒店管理",
  "食品加工",
  "电子科技",
  "医药",
  "物业管理",
  "机械制造",
  "地产开发",
  "连锁超市",
  "学校后勤",
] as const;

export const INDUSTRIES: Readonly<Record<(typeof TRADES)[number], string>> = {
  暖通设备: "HVAC",
  酒店管理: "Hospitality",
  食品加工: "Food",
  电子科技: "Electronics",
  医药: "Pharmaceuticals",
  物业管理: "Property management",
  机械制造: "Machinery",
  地产开发: "Real estate",
  连锁超市: "Retail",
  学校后勤: "Education",
};

export function personName(chance: Chance): string {
  return chance.pick(SURNAMES) + chance.pick(GIVEN);
}

/** A company's name, its city and its trade. */
export function companyName(chance: Chance) {
  const city = chance.pick(CITIES);
  const trade = chance.pick(TRADES);
  return { name: `${city}${chance.pick(WORDS)}${chance.pick(WORDS)}${trade}有限公司`, city, trade };
}
