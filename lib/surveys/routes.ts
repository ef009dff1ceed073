import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes, HTML } from "../http/route.ts";
import { idOf, idOrNone } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { MOST_MONTHS, months } from "../resource/months.ts";
import { text } from "../text/text.ts";
import { exampleSurvey } from "./example.ts";
import { SURVEY_STATUSES, surveyAnswer, surveyAnswerInput } from "./survey.ts";

const access = { resource: "survey", action: "read" } as const;
const id = z.strictObject({ id: idOf("survey") });
const token = z.strictObject({ token: z.string() });

export const surveyRoutes = defineRoutes({
  list: {
    id: "survey.list",
    method: "GET",
    path: "/surveys",
    summary: "List surveys, newest first; with months those behind their satisfaction",
    access,
    query: z.strictObject({
      ...paging,
      ...months,
      status: z.enum(SURVEY_STATUSES).optional(),
      customerId: idOf("customer").optional(),
      agentId: idOf("user").optional(),
      departmentId: idOrNone("department").optional(),
      productId: idOrNone("product").optional(),
      tier: text(60).optional(),
    }),
    response: pageOf(surveyAnswer),
    budget: {
      calls: MOST_MONTHS,
      because:
        "with months one each, with a customer one; else a list of each status, merged, unless one is asked for, and of each year until the page is full",
    },
    example: { response: { items: [exampleSurvey], nextCursor: null } },
  },
  read: {
    id: "survey.read",
    method: "GET",
    path: "/surveys/{id}",
    summary: "Read a survey",
    access,
    params: id,
    response: surveyAnswer,
    budget: { calls: 1 },
    example: { response: exampleSurvey },
  },
  history: historyRoute("survey", "surveys", idOf("survey")),
  answer: {
    id: "survey.answer",
    method: "POST",
    path: "/surveys/{id}/answer",
    summary: "Record an answer that the customer gave by phone",
    access: { resource: "survey", action: "update" },
    params: id,
    body: surveyAnswerInput,
    response: surveyAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "gone", "stale-version"],
    example: {
      body: { score: 5, comment: "师傅很专业，谢谢！" },
      response: { ...exampleSurvey, channel: "phone" },
    },
  },
  show: {
    id: "survey.show",
    method: "GET",
    path: "/rate/{token}",
    summary: "The page on which a customer rates a service, by the link of their mail",
    access: "public",
    params: token,
    produces: HTML,
    budget: { calls: 1 },
    problems: ["gone"],
  },
  rate: {
    id: "survey.rate",
    method: "POST",
    path: "/rate/{token}",
    summary: "A customer's answer; the link works once",
    access: "public",
    params: token,
    body: surveyAnswerInput,
    consumes: ["application/x-www-form-urlencoded"],
    produces: HTML,
    budget: { calls: 2 },
    problems: ["conflict", "gone"],
    example: { body: { score: 5, comment: "很满意" } },
  },
});
