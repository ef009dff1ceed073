import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  membershipJoined,
  membershipMoved,
  membershipPointsExpired,
  membershipPointsExpiring,
  membershipTierChanged,
} from "../../events/membership.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type Membership, memberships } from "./membership.ts";

export const membershipNoun = defineNoun(memberships, { announce, timeline });

type Step =
  | { readonly kind: "joined" }
  | { readonly kind: "moved"; readonly last: NonNullable<Membership["last"]> }
  | { readonly kind: "tier"; readonly from: string; readonly move: "raised" | "lowered" }
  | { readonly kind: "expired"; readonly points: number }
  | { readonly kind: "warned"; readonly expiresOn: string };

/** What one change of a membership is to others, in order. */
function stepsOf(was: Membership | undefined, is: Membership): Step[] {
  if (was === undefined) return [{ kind: "joined" }];
  const { last, tier, tierMove, warnedFor } = is;
  const moved = last !== undefined && last.id !== was.last?.id ? last : undefined;
  return [
    ...(moved !== undefined && moved.expired > 0
      ? [{ kind: "expired", points: moved.expired } as const]
      : []),
    ...(moved !== undefined && moved.kind !== "expiry" ? [{ kind: "moved", last: moved } as const] : []),
    ...(tier !== was.tier && tierMove !== "joined"
      ? [{ kind: "tier", from: was.tier, move: tierMove } as const]
      : []),
    ...(warnedFor !== undefined && warnedFor !== was.warnedFor
      ? [{ kind: "warned", expiresOn: warnedFor } as const]
      : []),
  ];
}

const pointsOf = ({ points: { lots } }: Membership, expiresOn: string) =>
  lots.find((one) => one.expiresOn === expiresOn)?.points ?? 0;

function announce(was: Membership | undefined, is: Membership): Occurrence[] {
  const { id: membershipId, customerId, tier } = is;
  const of = { membershipId, customerId };
  return stepsOf(was, is).flatMap((step): Occurrence[] => {
    switch (step.kind) {
      case "joined":
        return [occurrence(membershipJoined, { ...of, tier })];
      case "moved": {
        const { id: movementId, kind } = step.last;
        return kind === "expiry" ? [] : [occurrence(membershipMoved, { ...of, movementId, kind })];
      }
      case "tier":
        return [occurrence(membershipTierChanged, { ...of, from: step.from, to: tier, move: step.move })];
      case "expired":
        return [occurrence(membershipPointsExpired, { ...of, points: step.points })];
      case "warned": {
        const { expiresOn } = step;
        return [occurrence(membershipPointsExpiring, { ...of, points: pointsOf(is, expiresOn), expiresOn })];
      }
      default:
        return step satisfies never;
    }
  });
}

const DONE = {
  spend: "bought",
  "top-up": "topped up",
  refund: "was refunded",
  redemption: "redeemed points",
  expiry: "lost points",
} as const;

function timeline(was: Membership | undefined, is: Membership): TimelineLine[] {
  const { customerId, number, tier } = is;
  const line = (kind: string, title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId,
    kind: `membership.${kind}`,
    title: `${number}: ${title}`,
    data,
  });
  return stepsOf(was, is).map((step) => {
    switch (step.kind) {
      case "joined":
        return line("joined", "became a member", { tier });
      case "moved": {
        const { id: movementId, kind, amount, storedValue, points, reference } = step.last;
        return line(kind, DONE[kind], { movementId, amount, storedValue, points, reference });
      }
      case "tier":
        return line(`tier-${step.move}`, `is ${tier} now`, { from: step.from, to: tier });
      case "expired":
        return line("points-expired", `${step.points} points expired`, { points: step.points });
      case "warned":
        return line("points-expiring", `points expire on ${step.expiresOn}`, {
          points: pointsOf(is, step.expiresOn),
          expiresOn: step.expiresOn,
        });
      default:
        return step satisfies never;
    }
  });
}
