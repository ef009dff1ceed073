import { expect, it } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { bundle } from "../../infra/bundle.ts";
import { deployAgain } from "../../infra/ministack/deploy.ts";
import { deployment, emulated } from "./deployment.ts";

it("a second deploy, bundled and synthesized anew, changes nothing by CloudFormation's own answer", async () => {
  await bundle(lambdas);
  const { stacks, unchanged } = await deployAgain(emulated(), deployment());
  expect(stacks).toBeGreaterThanOrEqual(8);
  expect(unchanged).toBe(stacks);
}, 240_000);

it("a deploy that gives one function another second is not taken for one that changes nothing", async () => {
  const alter = (template: string) => template.replace('"Timeout":900', '"Timeout":899');
  const { stacks, unchanged } = await deployAgain(emulated(), deployment(), alter);
  expect(unchanged).toBe(stacks - 1);
}, 240_000);
