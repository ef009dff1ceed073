import { expect, test } from "vitest";
import { deployed } from "../../infra/cost/deployed.ts";
import { readProfile } from "../../infra/cost/profile.ts";
import { A_DAY, A_NIGHT } from "../../infra/cost/volumes.ts";
import { lambdas } from "./fixture/manifest.ts";
import { synthesize } from "./synthesize.ts";

test("the cost sheet counts in the stacks what is in their templates", () => {
  const stacks = synthesize(lambdas, { stage: "production", mailFrom: "crm@company.com" });
  expect(stacks.of("AWS::CloudWatch::Alarm").length).toBeGreaterThan(0);
  expect(deployed(lambdas)).toMatchObject({
    alarms: stacks.of("AWS::CloudWatch::Alarm").length,
    composites: stacks.of("AWS::CloudWatch::CompositeAlarm").length,
    dashboards: stacks.of("AWS::CloudWatch::Dashboard").length,
    routes: stacks.of("AWS::ApiGatewayV2::Route").length,
  });
});

test("routes tell no metrics of their own, which are billed one by one", () => {
  expect(deployed().routeMetrics).toBe(false);
});

test("all that a company does is measured", () => {
  const { actions } = readProfile();
  const missing = Object.keys({ ...A_DAY, ...A_NIGHT }).filter((name) => !(name in actions));
  expect(missing, "measure it: npm run cost -- --measure").toEqual([]);
});
