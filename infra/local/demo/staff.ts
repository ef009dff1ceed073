/** Who works at the demo company: three departments of sales with their managers and ten salespeople, those who serve, and the others. */
export const DEPARTMENTS = [
  { key: "company", name: "总经办", parent: undefined, head: "admin" },
  { key: "sales", name: "销售中心", parent: "company", head: "director" },
  { key: "east", name: "华东销售部", parent: "sales", head: "manager" },
  { key: "south", name: "华南销售部", parent: "sales", head: "manager-south" },
  { key: "north", name: "华北销售部", parent: "sales", head: "manager-north" },
  { key: "service", name: "客户服务部", parent: "company", head: "service-manager" },
  { key: "finance", name: "财务部", parent: "company", head: "finance" },
] as const;

/** Everybody's e-mail is `{key}@guanxi.example`. */
export const STAFF = [
  { key: "admin", name: "沈建国", role: "admin", department: "company" },
  { key: "director", name: "许文博", role: "sales-manager", department: "sales" },
  { key: "manager", name: "林晓东", role: "sales-manager", department: "east" },
  { key: "manager-south", name: "何雅琴", role: "sales-manager", department: "south" },
  { key: "manager-north", name: "高志远", role: "sales-manager", department: "north" },
  { key: "finance", name: "周敏", role: "finance", department: "finance" },
  { key: "service-manager", name: "孙静", role: "service-manager", department: "service" },
  { key: "service-agent", name: "徐佳怡", role: "service-agent", department: "service" },
  { key: "lin-min", name: "林敏", role: "service-agent", department: "service" },
  { key: "technician", name: "马军", role: "technician", department: "service" },
  { key: "zhou-yong", name: "周勇", role: "technician", department: "service" },
  { key: "yang-tao", name: "杨涛", role: "technician", department: "service" },
  { key: "operations", name: "吴思源", role: "operations", department: "company" },
  { key: "marketing", name: "谢雨桐", role: "marketing", department: "company" },
  { key: "salesperson", name: "李娜", role: "salesperson", department: "east" },
  { key: "wang-qiang", name: "王强", role: "salesperson", department: "east" },
  { key: "chen-jie", name: "陈杰", role: "salesperson", department: "east" },
  { key: "zhao-lei", name: "赵磊", role: "salesperson", department: "east" },
  { key: "huang-li", name: "黄丽", role: "salesperson", department: "south" },
  { key: "wu-tao", name: "吴涛", role: "salesperson", department: "south" },
  { key: "zhu-xia", name: "朱霞", role: "salesperson", department: "south" },
  { key: "sun-ming", name: "孙明", role: "salesperson", department: "north" },
  { key: "guo-yan", name: "郭艳", role: "salesperson", department: "north" },
  { key: "hu-chao", name: "胡超", role: "salesperson", department: "north" },
] as const;
export type StaffKey = (typeof STAFF)[number]["key"];

export function emailOf(key: StaffKey): string {
  return `${key}@guanxi.example`;
}
