import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowed,
  OPPORTUNITY_ACTIONS,
  type OpportunityAction,
  ruling,
} from "../../lib/opportunities/rules.ts";
import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "../../lib/opportunities/status.ts";

/** Walks a random sequence of actions; what is refused changes nothing. */
function walk(actions: readonly OpportunityAction[]) {
  const steps: { from: OpportunityStatus; action: OpportunityAction; to: OpportunityStatus }[] = [];
  let status: OpportunityStatus = "executing";
  for (const action of actions) {
    const verdict = ruling(status, action);
    if ("refused" in verdict) continue;
    steps.push({ from: status, action, to: verdict.to });
    status = verdict.to;
  }
  return steps;
}

const anyActions = fc.array(fc.constantFrom(...OPPORTUNITY_ACTIONS), { maxLength: 60 });

describe("the status of an opportunity", () => {
  it("moves only along the four arrows and the undoing of a win", () => {
    const arrows = {
      "executing→won": "win",
      "executing→lost": "lose",
      "won→closed": "close",
      "lost→executing": "reopen",
      "won→executing": "undo-win",
    };
    fc.assert(
      fc.property(anyActions, (actions) => {
        for (const { from, action, to } of walk(actions)) {
          if (from !== to) expect(action).toBe(new Map(Object.entries(arrows)).get(`${from}→${to}`));
        }
      }),
    );
    const moves = OPPORTUNITY_STATUSES.flatMap((from) =>
      OPPORTUNITY_ACTIONS.flatMap((action) => {
        const verdict = ruling(from, action);
        return "to" in verdict && verdict.to !== from ? [`${from}→${verdict.to}`] : [];
      }),
    );
    expect(moves.sort()).toEqual(Object.keys(arrows).sort());
  });

  it("is won once for every undoing and once more, whatever is tried in between", () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const steps = walk(actions);
        const times = (name: OpportunityAction) => steps.filter(({ action }) => action === name).length;
        const end = steps.at(-1)?.to ?? "executing";
        expect(times("win") - times("undo-win")).toBe(end === "won" || end === "closed" ? 1 : 0);
        expect(times("lose") - times("reopen")).toBe(end === "lost" ? 1 : 0);
      }),
    );
  });

  it("lets nothing whatever happen to a closed one", () => {
    for (const action of OPPORTUNITY_ACTIONS) expect(ruling("closed", action)).toHaveProperty("refused");
  });

  it.each([
    ["closed", "quote", "a closed opportunity takes no quotes"],
    ["closed", "order", "a closed opportunity takes no orders"],
    ["closed", "activity", "a closed opportunity takes no activities"],
    ["closed", "expense", "a closed opportunity takes no expenses"],
    ["closed", "follow-up", "a closed opportunity takes no follow-ups"],
    ["closed", "change", "a closed opportunity takes no changes"],
    ["lost", "win", "a lost opportunity cannot be won; reopen it first"],
    ["won", "lose", "a won opportunity cannot be lost; undo its win first"],
    ["executing", "close", "only a won opportunity can be closed; this one is executing"],
  ] as const)("of a %s one refuses %s with a sentence", (status, action, sentence) => {
    expect(() => allowed({ status }, action)).toThrow(
      expect.objectContaining({ code: "conflict", message: sentence }),
    );
  });

  it("gives every refusal its own sentence per status and action, without a full stop", () => {
    for (const status of OPPORTUNITY_STATUSES) {
      for (const action of OPPORTUNITY_ACTIONS) {
        const verdict = ruling(status, action);
        if ("refused" in verdict) expect(verdict.refused).toMatch(/^[a-z].{15,}[a-z]$/);
      }
    }
  });
});
