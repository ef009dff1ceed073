/** Lifecycle types (DOMAIN §3): 意向, 潜在, 成交, 停用. */
export const LIFECYCLE_TYPES = ["intended", "potential", "active", "inactive"] as const;
export type LifecycleType = (typeof LIFECYCLE_TYPES)[number];

/** What a customer is once it has an opportunity: an intended one becomes potential. */
export function withOpportunity(type: LifecycleType): LifecycleType {
  return type === "intended" ? "potential" : type;
}

/** What a customer is by its wins: active with one, else as before any. */
export function byWins(wins: number): LifecycleType {
  return wins > 0 ? "active" : "potential";
}
