import { SYSTEM } from "../access/caller.ts";
import { stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { conflict } from "../problem/problem.ts";
import { ADMIN } from "../roles/rules.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { get } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import { seat } from "./seat.ts";
import { type User, type UserInput, users } from "./user.ts";

/**
 * Makes the first administrator of a company that has none: whoever starts or deploys the product runs it, since there
 * is nobody yet who could be asked for permission. Running it again with the same address changes nothing.
 * @throws Problem conflict when the company has an administrator already
 */
export async function firstAdmin(
  { name, email }: Pick<UserInput, "name" | "email">,
  now: Date,
): Promise<Change<User>> {
  const { language } = await setting(company);
  const record: User = {
    ...firstVersion(newId("user", now), stampOf({ caller: SYSTEM, now })),
    name,
    email,
    roles: [ADMIN],
    language,
    status: "active",
  };
  return {
    ...seat(record, undefined, { firstAdmin: () => conflict("the company has an administrator already") }),
    async retry(refusals) {
      const holder = refusals.find(({ label }) => label === `claim:email:${email}`)?.there?.id;
      const user = typeof holder === "string" ? await get(users, holder) : undefined;
      return user?.status === "active" && user.roles.includes(ADMIN) ? unchanged(user) : undefined;
    },
  };
}
