import fc from "fast-check";
import { expect, it } from "vitest";
import {
  deactivated,
  LIFECYCLE_RULES,
  LIFECYCLE_TYPES,
  type Lifecycle,
  reactivated,
  withOpportunity,
} from "../../lib/customers/lifecycle.ts";
import { Problem } from "../../lib/problem/problem.ts";

/** What can happen to a customer, as far as its type goes. */
const steps = fc.array(fc.constantFrom("opportunity", "win", "deactivate", "reactivate"), { maxLength: 12 });

function happens(life: Lifecycle, step: string, at: string): Lifecycle | Problem {
  try {
    switch (step) {
      case "opportunity": {
        const type = withOpportunity(life.type);
        return type === life.type ? life : { ...life, type, typeSince: at };
      }
      case "win":
        return life.type === "inactive"
          ? life
          : { type: "active", typeSince: life.type === "active" ? life.typeSince : at, wins: life.wins + 1 };
      case "deactivate":
        return deactivated(life, "why", at);
      default:
        return reactivated(life, at);
    }
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

it("a customer's type is always one of four, dated by its last change, and inactive ones alone have a reason", () => {
  fc.assert(
    fc.property(steps, (taken) => {
      let life: Lifecycle = { type: "intended", typeSince: "0", wins: 0 };
      for (const [index, step] of taken.entries()) {
        const at = String(index + 1);
        const next = happens(life, step, at);
        if (next instanceof Problem) {
          const expected =
            step === "deactivate" ? LIFECYCLE_RULES.inactiveAlready : LIFECYCLE_RULES.notInactive;
          expect([next.status, next.message]).toEqual([409, expected]);
          expect(life.type === "inactive").toBe(step === "deactivate");
          continue;
        }
        expect(LIFECYCLE_TYPES).toContain(next.type);
        expect(next.typeSince).toBe(next.type === life.type ? life.typeSince : at);
        expect(next.inactiveReason !== undefined).toBe(next.type === "inactive");
        expect(next.typeBefore !== undefined).toBe(next.type === "inactive");
        if (next.type !== "inactive") expect(next.type === "active").toBe(next.wins > 0);
        life = next;
      }
    }),
  );
});

it("deactivating and reactivating leaves a customer what it was", () => {
  const type = fc.constantFrom("intended" as const, "potential" as const, "active" as const);
  fc.assert(
    fc.property(type, fc.integer({ min: 1, max: 50 }), (before, wins) => {
      const life: Lifecycle = { type: before, typeSince: "1", wins: before === "active" ? wins : 0 };
      expect(reactivated(deactivated(life, "why", "2"), "3")).toMatchObject({ type: before, typeSince: "3" });
    }),
  );
});

it("a customer that was won while inactive comes back as active", () => {
  const asleep = deactivated({ type: "potential", typeSince: "1", wins: 0 }, "why", "2");
  expect(reactivated({ ...asleep, wins: 1 }, "3").type).toBe("active");
});
