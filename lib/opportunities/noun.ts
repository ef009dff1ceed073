import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  opportunityAssigned,
  opportunityClosed,
  opportunityCreated,
  opportunityLost,
  opportunityReopened,
  opportunityStageChanged,
  opportunityWinUndone,
  opportunityWon,
} from "../../events/opportunity.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";

/** What one change of an opportunity is to others. */
type Step = "created" | "assigned" | "stage-changed" | "won" | "win-undone" | "lost" | "reopened" | "closed";

/** The steps of a change, in order; one taken over from an older system may come into being decided. */
export function stepsOf(was: Opportunity | undefined, is: Opportunity): Step[] {
  if (is.deletedAt !== undefined) return [];
  return [
    ...(was === undefined ? (["created"] as const) : []),
    ...(was !== undefined && was.ownerId !== is.ownerId ? (["assigned"] as const) : []),
    ...(was !== undefined && was.stage !== is.stage ? (["stage-changed"] as const) : []),
    ...statusSteps(was?.status ?? "executing", is.status),
  ];
}

function statusSteps(from: Opportunity["status"], to: Opportunity["status"]): Step[] {
  if (from === to) return [];
  switch (to) {
    case "won":
      return ["won"];
    case "lost":
      return ["lost"];
    case "closed":
      return from === "won" ? ["closed"] : ["won", "closed"];
    case "executing":
      return [from === "lost" ? "reopened" : "win-undone"];
    default:
      return to satisfies never;
  }
}

function announce(step: Step, was: Opportunity | undefined, is: Opportunity): Occurrence {
  const of = { opportunityId: is.id, customerId: is.customerId, ownerId: is.ownerId };
  switch (step) {
    case "created":
      return occurrence(opportunityCreated, { ...of, stage: is.stage });
    case "assigned":
      return occurrence(opportunityAssigned, { ...of, from: was?.ownerId ?? is.ownerId });
    case "stage-changed":
      return occurrence(opportunityStageChanged, { ...of, from: was?.stage ?? is.stage, to: is.stage });
    case "won":
      return occurrence(opportunityWon, { ...of, winNumber: is.winNumber });
    case "win-undone":
      return occurrence(opportunityWinUndone, { ...of, winNumber: is.winNumber });
    case "lost":
      return occurrence(opportunityLost, { ...of, reason: is.lossReason ?? "unknown", lostTo: is.lostTo });
    case "reopened":
      return occurrence(opportunityReopened, of);
    case "closed":
      return occurrence(opportunityClosed, of);
    default:
      return step satisfies never;
  }
}

function timelineLine(step: Step, was: Opportunity | undefined, is: Opportunity): TimelineLine {
  const line = (title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId: is.customerId,
    kind: `opportunity.${step}`,
    title: `${is.number} ${is.name} ${title}`,
    data: { number: is.number, name: is.name, ...data },
  });
  switch (step) {
    case "created":
      return line("was created", { amount: is.amount });
    case "assigned":
      return line("has a new owner", { from: was?.ownerId, to: is.ownerId });
    case "stage-changed":
      return line(`moved to ${is.stage}`, { from: was?.stage, to: is.stage });
    case "won":
      return line("was won", { amount: is.amount });
    case "win-undone":
      return line("is no longer won", { reason: is.undoReason });
    case "lost":
      return line("was lost", { reason: is.lossReason, lostTo: is.lostTo });
    case "reopened":
      return line("was reopened", { reason: is.reopenReason });
    case "closed":
      return line("was closed");
    default:
      return step satisfies never;
  }
}

export const opportunityNoun = defineNoun(opportunities, {
  announce: (was, is) => stepsOf(was, is).map((step) => announce(step, was, is)),
  timeline: (was, is) => stepsOf(was, is).map((step) => timelineLine(step, was, is)),
});
