import { userEntry } from "../access/directory.ts";
import { type CountCondition, count } from "../access/headcount.ts";
import { Problem, ruleBroken } from "../problem/problem.ts";
import { rolePlace, shippedRole } from "../roles/role.ts";
import { ADMIN } from "../roles/rules.ts";
import { forget } from "../table/cache.ts";
import { type Change, put, require, type Write } from "../table/write.ts";
import { type User, users } from "./user.ts";

interface SeatOptions {
  /** Only when the company has no administrator, else this. */
  readonly firstAdmin?: () => Problem;
}

/** A seated person; `done` makes this process forget who they were. */
interface Seated extends Change<User> {
  readonly done: () => void;
}

/**
 * The change that seats a person: the record, and who is counted where. What it refers to is there, and the last
 * active administrator does not go, whatever others change at the same moment.
 */
export function seat(is: User, was: User | undefined, options: SeatOptions = {}): Seated {
  return {
    writes: [...put(users, is, was), ...references(is, was), ...counts(is, was, options)],
    result: is,
    done: () => forget(userEntry(is.id)),
  };
}

/** Nobody who left manages others. */
const LEFT = ["status", "left"] as const;

function references(is: User, was: User | undefined): Write[] {
  const { departmentId, managerId } = is;
  const returns = was?.status !== is.status;
  const roles = is.roles.filter(
    (key) => (returns || was?.roles.includes(key) !== true) && shippedRole(key) === undefined,
  );
  return [
    ...(departmentId === undefined || (departmentId === was?.departmentId && !returns)
      ? []
      : [require(departmentId, "department", unknown("department", departmentId, "/departmentId"))]),
    ...(managerId === undefined || managerId === was?.managerId
      ? []
      : [require(managerId, "user", unknown("user", managerId, "/managerId"), LEFT)]),
    ...roles.map((key) => require(rolePlace(key).partition, key, unknown("role", key, "/roles"))),
  ];
}

function unknown(noun: string, id: string, pointer: string): () => Problem {
  const detail = noun === "user" ? `nobody who works here is ${id}` : `there is no ${noun} ${id}`;
  return () => new Problem("unknown-reference", detail, { flaws: [{ pointer, detail }] });
}

const NOT_THE_LAST: CountCondition = {
  only: "when-others-stay",
  problem: () =>
    ruleBroken("the company keeps an active administrator: make somebody else one first", "/roles"),
};

/** Only those who work here are counted. */
function counts(is: User, was: User | undefined, { firstAdmin }: SeatOptions): Write[] {
  const before = was?.status === "active" ? was : undefined;
  const after = is.status === "active" ? is : undefined;
  const gained = (after?.roles ?? []).filter((key) => before?.roles.includes(key) !== true);
  const lost = (before?.roles ?? []).filter((key) => after?.roles.includes(key) !== true);
  const first = firstAdmin && ({ only: "when-nobody-is-in", problem: firstAdmin } as const);
  const moved = before?.departmentId !== after?.departmentId;
  return [
    ...gained.map((key) => count("role", key, 1, key === ADMIN ? first : undefined)),
    ...lost.map((key) => count("role", key, -1, key === ADMIN ? NOT_THE_LAST : undefined)),
    ...(moved && after?.departmentId !== undefined ? [count("department", after.departmentId, 1)] : []),
    ...(moved && before?.departmentId !== undefined ? [count("department", before.departmentId, -1)] : []),
  ];
}
