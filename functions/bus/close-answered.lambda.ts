import { surveyAnswered } from "../../events/survey.ts";
import { reaction } from "../../lib/bus/react.ts";
import { closeAnswered } from "../../lib/service-requests/closing.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([surveyAnswered], async (detail) => {
  await commit(await closeAnswered(detail, now()));
});
