import { beforeAll, describe, expect, test } from "vitest";
import { differences } from "../../infra/cost/compare.ts";
import type { Action } from "../../infra/cost/measure/action.ts";
import { ACTIONS, type Measured, measure } from "../../infra/cost/measure/measure.ts";
import { readProfile } from "../../infra/cost/profile.ts";

/** What costs most, or is done most. None of it depends on how much the table holds. */
const CHECKED = [
  "customer.read",
  "customer.update",
  "opportunity.create",
  "follow-up.plan",
  "follow-up.due",
  "opportunity.win",
  "service-request",
  "membership.spend",
];

const named = (name: string): Action => ACTIONS.find((action) => action.name === name)!;

/** The same, but what it does it does a second time. */
const twice = (action: Action): Action => ({
  ...action,
  name: "twice",
  async prepare(desk) {
    const work = await action.prepare(desk);
    return async () => {
      await work();
      await work();
    };
  },
});

describe("the cost sheet's profile", { timeout: 120_000 }, () => {
  const { actions } = readProfile();
  let measured: Measured;
  beforeAll(async () => {
    measured = await measure([...CHECKED.map(named), twice(named("customer.update"))], {
      rounds: { unmeasured: 0, measured: 1 },
    });
  }, 120_000);

  test.each(CHECKED)("still says what %s takes", (name) => {
    const found = differences(name, actions[name]!.work, measured.get(name)!);
    expect(found, "when it is meant so: npm run cost -- --measure").toEqual([]);
  });

  test("would not be that of a route that writes twice", () => {
    const found = differences("customer.update", actions["customer.update"]!.work, measured.get("twice")!);
    expect(found).toEqual(
      expect.arrayContaining([expect.stringContaining("writeUnits"), expect.stringContaining("calls")]),
    );
  });
});
