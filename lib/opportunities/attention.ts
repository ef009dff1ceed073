import { NONE } from "../ids/id.ts";
import type { IndexKeys } from "../table/entity.ts";
import { DAY } from "../time/units.ts";
import type { Opportunity } from "./opportunity.ts";

type Watched = Pick<
  Opportunity,
  | "id"
  | "status"
  | "departmentId"
  | "createdAt"
  | "followedUpAt"
  | "reopenedAt"
  | "undoneAt"
  | "expectedCloseOn"
>;

/** When anything last happened to an opportunity: a follow-up, a new beginning, or its first one. Milliseconds. */
export function quietSince({ followedUpAt, reopenedAt, undoneAt, createdAt }: Omit<Watched, "id">): number {
  return Math.max(
    ...[followedUpAt, reopenedAt, undoneAt, createdAt].map((at) => (at === undefined ? 0 : Date.parse(at))),
  );
}

/** Least days of silence that the index knows; more are found among what it gives. */
export const LEAST_QUIET_DAYS = 7;

/**
 * Puts an executing opportunity in its department's list of those that need attention, by the first day on which one may
 * say so: after a week of silence, or on its expected close. One day early, since a day ends later further west.
 */
export function attentionKeys(record: Watched): Required<Pick<IndexKeys, "duePk" | "dueSk">> | undefined {
  if (record.status !== "executing") return undefined;
  const quiet = new Date(quietSince(record) + (LEAST_QUIET_DAYS - 1) * DAY).toISOString().slice(0, 10);
  const { expectedCloseOn = quiet } = record;
  const from = expectedCloseOn < quiet ? expectedCloseOn : quiet;
  return { duePk: attentionList(record.departmentId), dueSk: `${from}#${record.id}` };
}

/** A department's list of opportunities that may need attention. */
export function attentionList(departmentId: string | undefined): string {
  return `attention#${departmentId ?? NONE}`;
}

/** Why an opportunity needs attention (DOMAIN §10). */
export type Neglect = "no-follow-up" | "close-date-overdue";

/**
 * Why an executing opportunity needs attention; nothing when it does not.
 * @param days without a completed follow-up
 * @param today calendar date in the company's zone
 */
export function neglectOf(record: Watched, days: number, now: Date, today: string): Neglect[] {
  if (record.status !== "executing") return [];
  const { expectedCloseOn } = record;
  return [
    ...(quietSince(record) < now.getTime() - days * DAY ? (["no-follow-up"] as const) : []),
    ...(expectedCloseOn !== undefined && expectedCloseOn < today ? (["close-date-overdue"] as const) : []),
  ];
}
