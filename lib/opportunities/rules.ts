import { conflict } from "../problem/problem.ts";
import type { OpportunityStatus } from "./status.ts";

/** Everything that can be asked of an opportunity and depends on its status. */
export const OPPORTUNITY_ACTIONS = [
  "change",
  "change-deal",
  "assign",
  "delete",
  "follow-up",
  "activity",
  "quote",
  "order",
  "expense",
  "win",
  "undo-win",
  "lose",
  "reopen",
  "close",
] as const;
export type OpportunityAction = (typeof OPPORTUNITY_ACTIONS)[number];

/** What an action makes of a status, or the rule that forbids it. */
export type Ruling = { readonly to: OpportunityStatus } | { readonly refused: string };

const to = (status: OpportunityStatus): Ruling => ({ to: status });
const refused = (sentence: string): Ruling => ({ refused: sentence });

/** The state machine of DOMAIN §4: executing → won | lost, won → closed, lost → executing; back from won by undoing alone. */
const RULINGS: Record<OpportunityStatus, Record<OpportunityAction, Ruling>> = {
  executing: {
    change: to("executing"),
    "change-deal": to("executing"),
    assign: to("executing"),
    delete: to("executing"),
    "follow-up": to("executing"),
    activity: to("executing"),
    quote: to("executing"),
    order: to("executing"),
    expense: to("executing"),
    win: to("won"),
    "undo-win": refused("an executing opportunity has no win to undo"),
    lose: to("lost"),
    reopen: refused("only a lost opportunity can be reopened; this one is executing"),
    close: refused("only a won opportunity can be closed; this one is executing"),
  },
  won: {
    change: to("won"),
    "change-deal": refused(
      "the deal of a won opportunity stands as it was won: undo the win to change its lines, amount, stage, team, competitors, source or dates",
    ),
    assign: to("won"),
    delete: refused("a won opportunity cannot be deleted"),
    "follow-up": to("won"),
    activity: to("won"),
    quote: to("won"),
    order: to("won"),
    expense: to("won"),
    win: refused("the opportunity is won already"),
    "undo-win": to("executing"),
    lose: refused("a won opportunity cannot be lost; undo its win first"),
    reopen: refused("only a lost opportunity can be reopened; the win of this one can be undone"),
    close: to("closed"),
  },
  lost: {
    change: to("lost"),
    "change-deal": refused(
      "the deal of a lost opportunity stands as it was lost: reopen it to change its lines, amount, stage, team, competitors, source or dates",
    ),
    assign: to("lost"),
    delete: refused("a lost opportunity cannot be deleted"),
    "follow-up": to("lost"),
    activity: to("lost"),
    quote: refused("a lost opportunity takes no quotes; reopen it first"),
    order: refused("a lost opportunity takes no orders; reopen it first"),
    expense: to("lost"),
    win: refused("a lost opportunity cannot be won; reopen it first"),
    "undo-win": refused("a lost opportunity has no win to undo"),
    lose: refused("the opportunity is lost already"),
    reopen: to("executing"),
    close: refused("only a won opportunity can be closed; this one is lost"),
  },
  closed: {
    change: refused("a closed opportunity takes no changes"),
    "change-deal": refused("a closed opportunity takes no changes"),
    assign: refused("a closed opportunity takes no new owner"),
    delete: refused("a closed opportunity cannot be deleted"),
    "follow-up": refused("a closed opportunity takes no follow-ups"),
    activity: refused("a closed opportunity takes no activities"),
    quote: refused("a closed opportunity takes no quotes"),
    order: refused("a closed opportunity takes no orders"),
    expense: refused("a closed opportunity takes no expenses"),
    win: refused("a closed opportunity is won already"),
    "undo-win": refused("the win of a closed opportunity cannot be undone"),
    lose: refused("a closed opportunity cannot be lost"),
    reopen: refused("a closed opportunity cannot be reopened"),
    close: refused("the opportunity is closed already"),
  },
};

/** What an action makes of a status, or why it is forbidden (DOMAIN §4). */
export function ruling(status: OpportunityStatus, action: OpportunityAction): Ruling {
  return RULINGS[status][action];
}

/**
 * The status that an opportunity has after an action.
 * @throws Problem conflict with the rule that forbids it
 */
export function allowed(
  { status }: { readonly status: OpportunityStatus },
  action: OpportunityAction,
): OpportunityStatus {
  const verdict = ruling(status, action);
  if ("refused" in verdict) throw conflict(verdict.refused);
  return verdict.to;
}
