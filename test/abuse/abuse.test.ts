import { beforeAll, describe, expect, test } from "vitest";
import { isDeployed } from "../deployed/deployment.ts";
import { ATTACKS, abuse, type Outcome } from "./abuse.ts";

/** The short form of `npm run abuse`: every route, fewer roles and fewer hostile values. */
describe.skipIf(isDeployed())("nobody does what they are not meant to", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await abuse({ full: false });
  }, 300_000);

  test.each(Object.keys(ATTACKS))("%s", (name) => {
    expect(outcome.attacks.get(name)?.findings).toEqual([]);
  });

  test("attacks that do nothing find nothing", () => {
    const requests = [...outcome.attacks.values()].reduce((sum, attack) => sum + attack.requests, 0);
    expect(requests).toBeGreaterThan(3_000);
  });
});
