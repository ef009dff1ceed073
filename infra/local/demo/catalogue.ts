/** What the demo company sells, in minor units of CNY. */
export const PRODUCTS = [
  { name: "空气源热泵 HP-12", category: "heat pumps", price: 2_880_000, cost: 1_900_000, warrantyMonths: 24 },
  { name: "空气源热泵 HP-30", category: "heat pumps", price: 6_580_000, cost: 4_300_000, warrantyMonths: 24 },
  {
    name: "商用热水机组 HW-80",
    category: "heat pumps",
    price: 12_800_000,
    cost: 8_600_000,
    warrantyMonths: 36,
  },
  { name: "新风系统 FA-500", category: "ventilation", price: 980_000, cost: 610_000, warrantyMonths: 12 },
  {
    name: "新风系统 FA-2000",
    category: "ventilation",
    price: 2_460_000,
    cost: 1_580_000,
    warrantyMonths: 12,
  },
  { name: "智能温控器 TC-2", category: "controls", price: 128_050, cost: 52_000, warrantyMonths: 12 },
  { name: "楼宇控制中心 BC-1", category: "controls", price: 4_200_000, cost: 2_300_000, warrantyMonths: 24 },
  { name: "安装服务", category: "services", price: 650_000, cost: 420_000, warrantyMonths: 6 },
  { name: "年度保养", category: "services", price: 380_000, cost: 190_000, warrantyMonths: 0 },
] as const;

export const COMPETITORS = [
  { name: "格力暖通", strengths: "品牌知名度高", weaknesses: "交付周期长" },
  { name: "美的楼宇", strengths: "产品线完整", weaknesses: "售后响应慢" },
  { name: "大金空调", strengths: "技术领先", weaknesses: "价格高" },
  { name: "特灵科技", strengths: "大型项目经验", weaknesses: "小项目报价高" },
] as const;

export const PARTNERS = [
  { name: "苏州安装工程公司", field: "安装" },
  { name: "绿建设计院", field: "设计" },
  { name: "华南渠道联盟", field: "渠道" },
] as const;
