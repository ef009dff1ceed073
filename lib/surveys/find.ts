import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { filterOf, type Page } from "../table/page.ts";
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

/**
 * The surveys that the caller may read and that fit, newest first: the records behind a month's satisfaction. One call a
 * page and list.
 */
export function findSurveys(
  wanted: SurveyQuery,
  request: Pick<ListRequest<Survey>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Survey>> {
  const { month, customerId, status } = wanted;
  const passes = filterOf(wanted, (survey: Survey) => fits(survey, wanted));
  const facets = status === undefined ? undefined : [status];
  return findIn(surveys, placeOf(month, customerId), { ...request, facets, passes }, context);
}

function fits(survey: Survey, wanted: SurveyQuery): boolean {
  const same = (field: keyof SurveyQuery) => wanted[field] === undefined || survey[field] === wanted[field];
  return (
    same("month") &&
    same("customerId") &&
    same("status") &&
    same("agentId") &&
    same("departmentId") &&
    same("productId") &&
    same("tier")
  );
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
