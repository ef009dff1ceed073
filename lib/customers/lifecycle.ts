import { conflict } from "../problem/problem.ts";

/** Lifecycle types (DOMAIN §3): 意向, 潜在, 成交, 停用. */
export const LIFECYCLE_TYPES = ["intended", "potential", "active", "inactive"] as const;
export type LifecycleType = (typeof LIFECYCLE_TYPES)[number];

/** Where a customer stands in its life; what a rule gives back replaces these fields, `undefined` removes one. */
export interface Lifecycle {
  readonly type: LifecycleType;
  /** When it became that. */
  readonly typeSince: string;
  /** How many of its opportunities stand as won. */
  readonly wins: number;
  /** Only on inactive ones. */
  readonly inactiveReason?: string | undefined;
  /** What it was when it was deactivated. */
  readonly typeBefore?: LifecycleType | undefined;
}

/** Sentences that callers read. */
export const LIFECYCLE_RULES = {
  inactiveAlready: "the customer is inactive already",
  notInactive: "only an inactive customer can be reactivated",
} as const;

/** What a customer is once it has an opportunity: an intended one becomes potential. */
export function withOpportunity(type: LifecycleType): LifecycleType {
  return type === "intended" ? "potential" : type;
}

/** A customer as another type from `at` on (ISO 8601); nothing changes when it is that already. */
function become(life: Lifecycle, type: Exclude<LifecycleType, "inactive">, at: string): Lifecycle {
  const { wins } = life;
  if (life.type === type) return life;
  return { type, typeSince: at, wins, inactiveReason: undefined, typeBefore: undefined };
}

/**
 * A customer that is no longer one of ours, and why.
 * @throws Problem conflict when it is inactive already
 */
export function deactivated({ type, wins }: Lifecycle, reason: string, at: string): Lifecycle {
  if (type === "inactive") throw conflict(LIFECYCLE_RULES.inactiveAlready);
  return { type: "inactive", typeSince: at, wins, inactiveReason: reason, typeBefore: type };
}

/**
 * An inactive customer back as what it was, or as what its wins have made it since.
 * @throws Problem conflict when it is not inactive
 */
export function reactivated(life: Lifecycle, at: string): Lifecycle {
  if (life.type !== "inactive") throw conflict(LIFECYCLE_RULES.notInactive);
  const before = life.typeBefore === "intended" ? "intended" : "potential";
  return become(life, life.wins > 0 ? "active" : before, at);
}
