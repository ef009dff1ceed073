import { authorize } from "../../../access/reach.ts";
import type { Context } from "../../../http/context.ts";
import type { ServiceRequest } from "../../../service-requests/service-request.ts";
import { company } from "../../../settings/company.ts";
import { setting } from "../../../settings/setting.ts";
import { pastAnswer } from "../../../surveys/past.ts";
import { type Survey, surveys } from "../../../surveys/survey.ts";
import type { Change } from "../../../table/write.ts";
import { timesOf } from "./course.ts";
import type { RequestRow } from "./row.ts";

/**
 * The answer that a row brings, given when the request ended; nothing when it brings none.
 * @throws Problem forbidden unless the caller may record customers' answers
 */
export async function answerOf(
  record: ServiceRequest,
  row: RequestRow,
  context: Context,
): Promise<Change<Survey> | undefined> {
  const { score, comment } = row;
  if (score === undefined) return undefined;
  const { endedAt } = timesOf(row, new Date(record.receivedAt));
  const given = { score, ...(comment !== undefined && { comment }) };
  const answer = pastAnswer(record, given, endedAt, await setting(company), context);
  authorize(context.caller, "update", surveys, answer.result);
  return answer;
}
