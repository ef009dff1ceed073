import * as z from "zod";
import { basisPoints } from "../money/money.ts";
import { ruleBroken } from "../problem/problem.ts";
import { defineSetting } from "../settings/setting.ts";

/** A stage inside `executing`. */
export const stage = z.strictObject({
  key: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be lower-case letters, digits and hyphens" }),
  name: z.string().trim().min(1, { error: "must not be empty" }).max(60),
  /** Basis points: how likely an opportunity in it is won, unless a person says otherwise. */
  probability: basisPoints,
});
export type Stage = z.infer<typeof stage>;

/**
 * The pipeline (DOMAIN §4, §12): stages in their usual order. A stage that is taken out stays readable on the
 * opportunities that stand in it or passed through it; none can be moved into it again.
 */
export const pipeline = defineSetting({
  name: "pipeline",
  schema: z.strictObject({
    stages: z
      .array(stage)
      .min(1, { error: "must have a stage" })
      .max(20)
      .refine((stages) => new Set(stages.map(({ key }) => key)).size === stages.length, {
        error: "must name each stage once",
      }),
  }),
  default: {
    stages: [
      { key: "prospecting", name: "Prospecting 初步接洽", probability: 1000 },
      { key: "qualification", name: "Qualification 需求确认", probability: 2000 },
      { key: "proposal", name: "Proposal 方案报价", probability: 4000 },
      { key: "evaluation", name: "Evaluation 方案评审", probability: 6000 },
      { key: "negotiation", name: "Negotiation 商务谈判", probability: 8000 },
      { key: "signing", name: "Signing 合同签订", probability: 9000 },
    ],
  },
});

/**
 * The stage of that key; the first when none is named.
 * @throws Problem rule-broken that names the stages there are
 */
export function stageOf(stages: readonly Stage[], key: string | undefined): Stage {
  const found = key === undefined ? stages[0] : stages.find((candidate) => candidate.key === key);
  if (found !== undefined) return found;
  const keys = stages.map((candidate) => candidate.key).join(", ");
  throw ruleBroken(`the pipeline has no stage ${key}; its stages are ${keys}`, "/stage");
}
