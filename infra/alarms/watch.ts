import { type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Runbook } from "../runbooks/runbook.ts";
import type { Call, Cause } from "./calls.ts";

/** Something that is watched: when its alarm rings, and what whoever hears it is told. */
export interface Watch {
  /** Clear by itself, e.g. `api-customers-errors`; in an account the stage stands in front. */
  readonly name: string;
  /** What happened. */
  readonly says: string;
  /** Who suffers, and how. */
  readonly impact: string;
  /** What to look at first. */
  readonly look: string;
  readonly runbook: Runbook;
  /** The call that it is a reason for: by itself it only stands in the console. */
  readonly call: Call;
  /** Other calls keep silent while it rings, since all of them have this cause. */
  readonly cause?: Cause;
  readonly metric: IMetric;
  readonly rings: Ringing;
}

/** When an alarm rings. */
export interface Ringing {
  /** From this value on; with `below`, under it. */
  readonly at: number;
  readonly below?: true;
  /** In so many of the last so many periods of the metric. */
  readonly in: readonly [some: number, last: number];
  /** Why not sooner and not later. */
  readonly because: string;
  readonly silence: Silence;
}

/** What it means when there is no data. */
export interface Silence {
  readonly means: TreatMissingData;
  readonly because: string;
}

/** Figures that are told only when something happens. */
export const NOTHING_HAPPENED: Silence = {
  means: TreatMissingData.NOT_BREACHING,
  because: "It is told only of what happens: where nothing is told, nothing went wrong.",
};

/** Figures that stand, and are not told all the time. */
export const AS_BEFORE: Silence = {
  means: TreatMissingData.IGNORE,
  because: "It is not told all the time, and stands as it was until somebody changes it.",
};

/** Figures that are themselves a sign of life. */
export const NO_SIGN_OF_LIFE: Silence = {
  means: TreatMissingData.BREACHING,
  because: "That nothing is told is the very thing to be called for.",
};
