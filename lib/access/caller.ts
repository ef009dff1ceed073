import { idOf } from "../ids/id.ts";
import { Problem } from "../problem/problem.ts";
import type { Person } from "./directory.ts";
import { person } from "./directory.ts";

/** The product itself, acting on nobody's behalf: reminders, imports, sweeps. */
export const SYSTEM: Person = {
  userId: "system",
  name: "Guanxi",
  email: "",
  language: "zh-CN",
  departmentId: undefined,
  managerId: undefined,
  active: true,
  grants: [],
  departmentAndBelow: [],
};

/** Whoever calls a public route. */
const ANYONE: Person = { ...SYSTEM, userId: "public" };

/** The claim of a token that names the user. */
export const USER_CLAIM = "custom:user_id";
const claimed = idOf("user");

/**
 * The person behind a request, from the claims that the authorizer verified.
 * @throws Problem unauthorized when the token names nobody who still works here
 */
export async function callerOf(
  route: { readonly access: unknown },
  claims: Readonly<Record<string, unknown>> | undefined,
): Promise<Person> {
  if (route.access === "public") return ANYONE;
  const userId = claimed.safeParse(claims?.[USER_CLAIM]);
  const caller = userId.success ? await person(userId.data) : undefined;
  if (caller === undefined || !caller.active)
    throw new Problem("unauthorized", "the token names nobody who works here");
  return caller;
}
