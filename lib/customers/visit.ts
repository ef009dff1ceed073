import type { Person } from "../access/directory.ts";
import type { Context } from "../http/context.ts";
import { ruleBroken } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Write } from "../table/write.ts";
import { taskFor } from "../tasks/task-for.ts";
import { addDays, dateIn, instantIn } from "../time/zone.ts";
import type { Customer } from "./customer.ts";
import { customerCare } from "./settings.ts";

/** Sentences that callers read. */
export const VISIT_RULES = { past: "a visit is due in the future" } as const;

/** When on its day a visit is due, and when the reminder comes. */
const DUE = "18:00";
const REMINDER = "09:00";

const TITLES = {
  "zh-CN": "拜访新分配的客户：",
  "zh-TW": "拜訪新分配的客戶：",
  en: "Visit your new customer: ",
} as const;

/**
 * The visit that a customer's new owner has to make (DOMAIN §3), as writes of the assignment's own transaction.
 * @param visitBy calendar date in the company's zone
 * @throws Problem rule-broken when that is past
 */
export async function visitFor(
  owner: Person,
  customer: Customer,
  visitBy: string | undefined,
  context: Context,
): Promise<readonly Write[]> {
  const [{ timeZone }, { visitWithinDays }] = await Promise.all([setting(company), setting(customerCare)]);
  const day = visitBy ?? addDays(dateIn(context.now, timeZone), visitWithinDays);
  const dueAt = instantIn(day, DUE, timeZone);
  if (dueAt <= context.now) throw ruleBroken(VISIT_RULES.past, "/visitBy");
  const content = {
    title: `${TITLES[owner.language]}${customer.name}`.slice(0, 200),
    dueAt: dueAt.toISOString(),
    remindAt: instantIn(day, REMINDER, timeZone).toISOString(),
  };
  return taskFor(owner, { customer }, content, context).writes;
}
