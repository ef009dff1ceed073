import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  membershipEnded,
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
  | { readonly kind: "warned"; readonly expiresOn: string }
  | { readonly kind: "ended"; readonly reason: string | undefined };

/** What one change of a membership is to others, in order. */
function stepsOf(was: Membership | undefined, is: Membership): Step[] {
  // Whoever joins again joins.
  if (was === undefined || (was.deletedAt !== undefined && is.deletedAt === undefined))
    return [{ kind: "joined" }];
  const { last, tier, tierMove, warnedFor, deletedAt, endReason } = is;
  const moved = last !== undefined && last.id !== was.last?.id ? last : undefined;
  return [
    ...(moved !== undefined && moved.expired > 0
      ? [{ kind: "expired", points: moved.expired } as const]
      : []),
    ...(moved !== undefined && moved.kind !== "expiry" && moved.kind !== "end"
      ? [{ kind: "moved", last: moved } as const]
      : []),
    ...(tier !== was.tier && tierMove !== "joined"
      ? [{ kind: "tier", from: was.tier, move: tierMove } as const]
      : []),
    ...(warnedFor !== undefined && warnedFor !== was.warnedFor
      ? [{ kind: "warned", expiresOn: warnedFor } as const]
      : []),
    ...(deletedAt !== undefined && was.deletedAt === undefined
      ? [{ kind: "ended", reason: endReason } as const]
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
        return kind === "expiry" || kind === "end"
          ? []
          : [occurrence(membershipMoved, { ...of, movementId, kind })];
      }
      case "tier":
        return [occurrence(membershipTierChanged, { ...of, from: step.from, to: tier, move: step.move })];
      case "expired":
        return [occurrence(membershipPointsExpired, { ...of, points: step.points })];
      case "warned": {
        const { expiresOn } = step;
        return [occurrence(membershipPointsExpiring, { ...of, points: pointsOf(is, expiresOn), expiresOn })];
      }
      case "ended":
        return [occurrence(membershipEnded, of)];
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
  end: "left",
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
      case "ended":
        return line("ended", "is a member no more", { reason: step.reason });
      default:
        return step satisfies never;
    }
  });
}
