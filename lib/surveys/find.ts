import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { type Survey, sentIn, surveys } from "./survey.ts";

export interface SurveyQuery {
  readonly month?: string | undefined;
  readonly status?: Survey["status"] | undefined;
  readonly customerId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly productId?: string | undefined;
  readonly tier?: string | undefined;
}

/** The surveys that the caller may read and that fit, newest first: the records behind a month's satisfaction. One call a page. */
export function findSurveys(
  { month, customerId, ...same }: SurveyQuery,
  request: Pick<ListRequest<Survey>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Survey>> {
  const passes = (survey: Survey) =>
    (month ?? survey.month) === survey.month &&
    (customerId ?? survey.customerId) === survey.customerId &&
    (same.status ?? survey.status) === survey.status &&
    (same.agentId ?? survey.agentId) === survey.agentId &&
    (same.departmentId ?? survey.departmentId) === survey.departmentId &&
    (same.productId ?? survey.productId) === survey.productId &&
    (same.tier ?? survey.tier) === survey.tier;
  return findIn(surveys, placeOf(month, customerId), { ...request, passes }, context);
}

function placeOf(month: string | undefined, customerId: string | undefined): Place | undefined {
  if (customerId !== undefined) {
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("survey") },
    };
  }
  return month === undefined ? undefined : { partitions: [{ index: "byName", key: sentIn(month) }] };
}
