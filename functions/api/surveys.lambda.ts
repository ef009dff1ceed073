import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";
import { answerByLink, showSurvey } from "../../lib/surveys/by-link.ts";
import { answerByPhone } from "../../lib/surveys/by-phone.ts";
import { findSurveys } from "../../lib/surveys/find.ts";
import { surveyRoutes } from "../../lib/surveys/routes.ts";
import { surveys } from "../../lib/surveys/survey.ts";

export const handler = api(surveyRoutes, {
  list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
    findSurveys(wanted, { limit, cursor, asked }, context),
  read: ({ params }, context) => readOne(surveys, params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(surveys, params.id, { ...query, asked }, context),
  answer: ({ params, body }, context) => answerByPhone(params.id, body, context),
  show: ({ params }, context) => showSurvey(params.token, context),
  rate: ({ params, body }, context) => answerByLink(params.token, body, context),
});
