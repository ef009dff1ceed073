import { person } from "../access/directory.ts";
import type { Context } from "../http/context.ts";
import { parsePart } from "../http/flaws.ts";
import type { RawBody } from "../http/request.ts";
import { Problem } from "../problem/problem.ts";
import { get } from "../table/read.ts";
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
 * @throws Problem not-found, conflict, gone, in the customer's language
 */
export async function answerByLink(
  token: string,
  body: SurveyAnswerInput | RawBody,
  context: Context,
): Promise<Change<string>> {
  const given = "bytes" in body ? fromForm(body) : body;
  return take(await opened(token), given, context);
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
  if (surveyId === undefined) throw new Problem("not-found", NOT_OURS);
  return get(surveys, surveyId);
}

/** Why not, in the words of the customer's language. */
function kindly<T>({ language, status }: Survey, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const words = WORDS[language];
    const sentences = { open: words.expired, closed: words.closed, answered: words.answered };
    throw new Problem(error.code, sentences[status]);
  }
}

/** What a form sends: text, empty where nothing was written. */
function fromForm({ bytes }: RawBody): SurveyAnswerInput {
  const { score, comment, ...others } = Object.fromEntries(
    new URLSearchParams(Buffer.from(bytes).toString("utf8")),
  );
  const written = comment?.trim() === "" ? undefined : comment;
  return parsePart(
    surveyAnswerInput,
    {
      ...others,
      score: score === undefined ? undefined : Number(score),
      ...(written && { comment: written }),
    },
    "",
  );
}

async function nameOf(userId: string): Promise<string> {
  return (await person(userId))?.name ?? "";
}
