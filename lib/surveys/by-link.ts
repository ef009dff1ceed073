import { person } from "../access/directory.ts";
import type { Context } from "../http/context.ts";
import { parsePart } from "../http/flaws.ts";
import type { RawBody } from "../http/request.ts";
import { Problem } from "../problem/problem.ts";
import { find } from "../table/read.ts";
import { type Change, put } from "../table/write.ts";
import { answered, callBack, requireOpen } from "./answer.ts";
import { surveyOf } from "./link.ts";
import { ratingPage, thanksPage } from "./page.ts";
import { type Survey, type SurveyAnswerInput, surveyAnswerInput, surveys } from "./survey.ts";
import { WORDS } from "./words.ts";

const LABEL = "survey";

/** Whoever has no survey of ours has told us no language. */
const NOT_OURS = "这个链接无效，请检查是否完整。 This link is not valid: please check that it is complete.";

/** The page that a link opens: the question, or thanks for the answer given before. One call. */
export async function showSurvey(token: string, { now }: Context): Promise<string> {
  const survey = await opened(token);
  if (survey.status === "answered") return thanksPage(survey, "before");
  kindly(survey, () => requireOpen(survey, now));
  return ratingPage(survey, await nameOf(survey.agentId));
}

/**
 * Takes the answer of whoever has the link: once, and whoever was first. Two calls.
 * @throws Problem not-found, conflict, gone, and for a form invalid-request, in the customer's language
 */
export async function answerByLink(
  token: string,
  body: SurveyAnswerInput | RawBody,
  context: Context,
): Promise<Change<string>> {
  const survey = await opened(token);
  return take(survey, "bytes" in body ? fromForm(body, survey) : body, context);
}

async function take(survey: Survey, given: SurveyAnswerInput, context: Context): Promise<Change<string>> {
  const { next, besides } = kindly(survey, () => answered(survey, { ...given, channel: "page" }, context));
  const followUp = await callBack(next, given, context.now);
  return {
    writes: [...put(surveys, next, survey, { label: LABEL }), ...besides, ...followUp],
    result: thanksPage(next, "now"),
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === LABEL)?.there;
      return there === undefined ? undefined : take(surveys.schema.parse(there), given, context);
    },
  };
}

async function opened(token: string): Promise<Survey> {
  const surveyId = await surveyOf(token);
  const survey = surveyId === undefined ? undefined : await find(surveys, surveyId);
  if (survey === undefined) throw new Problem("not-found", NOT_OURS, { told: { language: "zh-CN" } });
  return survey;
}

/** Why not, in the words of the customer's language. */
function kindly<T>({ language, status }: Survey, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const words = WORDS[language];
    const sentences = { open: words.expired, closed: words.closed, answered: words.answered };
    const title = status === "answered" ? words.thanks : words.sorry;
    throw new Problem(error.code, sentences[status], { told: { language, title } });
  }
}

/** What a form sends: text, empty where nothing was written. */
function fromForm({ bytes }: RawBody, { language }: Survey): SurveyAnswerInput {
  const { score, comment, ...others } = Object.fromEntries(
    new URLSearchParams(Buffer.from(bytes).toString("utf8")),
  );
  // Browsers send two signs for the end of a line, and count one.
  const written = comment?.replaceAll("\r\n", "\n").trim();
  const given = {
    ...others,
    score: score === undefined ? undefined : Number(score),
    ...(written && { comment: written }),
  };
  try {
    return parsePart(surveyAnswerInput, given, "");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, flaws } = error;
    const { sorry, invalid } = WORDS[language];
    throw new Problem(code, invalid, { flaws, told: { language, title: sorry } });
  }
}

async function nameOf(userId: string): Promise<string> {
  return (await person(userId))?.name ?? "";
}
