import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { findIn, type Place } from "../resource/find.ts";
import { type AskedMonths, monthsAsked } from "../resource/months.ts";
import type { ListRequest } from "../resource/verbs.ts";
import { filterOf, type Page } from "../table/page.ts";
import { type Survey, sentIn, surveys } from "./survey.ts";

export interface SurveyQuery extends AskedMonths {
  readonly status?: Survey["status"] | undefined;
  readonly customerId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly productId?: string | undefined;
  readonly tier?: string | undefined;
}

/**
 * The surveys that the caller may read and that fit, newest first: the records behind some months' satisfaction. One call
 * a page and list.
 * @throws Problem invalid-request
 */
export function findSurveys(
  wanted: SurveyQuery,
  request: Pick<ListRequest<Survey>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<Survey>> {
  const { customerId, status } = wanted;
  const months = monthsAsked(wanted);
  const passes = filterOf(wanted, (survey: Survey) => fits(survey, wanted, months));
  const facets = status === undefined ? undefined : [status];
  return findIn(surveys, placeOf(months, customerId), { ...request, facets, passes }, context);
}

function fits(survey: Survey, wanted: SurveyQuery, months: readonly string[] | undefined): boolean {
  const same = (field: Exclude<keyof SurveyQuery, keyof AskedMonths | "departmentId" | "productId">) =>
    wanted[field] === undefined || survey[field] === wanted[field];
  const { departmentId, productId } = wanted;
  return (
    months?.includes(survey.month) !== false &&
    same("customerId") &&
    same("status") &&
    same("agentId") &&
    (departmentId === undefined || (survey.departmentId ?? NONE) === departmentId) &&
    (productId === undefined || (survey.productId ?? NONE) === productId) &&
    same("tier")
  );
}

function placeOf(months: readonly string[] | undefined, customerId: string | undefined): Place | undefined {
  if (customerId !== undefined) {
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("survey") },
    };
  }
  return months && { partitions: months.map((month) => ({ index: "byName", key: sentIn(month) })) };
}
