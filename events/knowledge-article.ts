import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { articleId: z.string(), sourceRequestId: z.string().optional() };
const example = {
  articleId: "kba_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  sourceRequestId: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** An article was written, by itself or from a solved request. */
export const articleCreated = defineEvent({
  name: "knowledge-article.created",
  version: 1,
  detail: z.object(of),
  example,
});

/** An article is there for everybody who may read articles. */
export const articlePublished = defineEvent({
  name: "knowledge-article.published",
  version: 1,
  detail: z.object(of),
  example,
});

/** An article was withdrawn. */
export const articleArchived = defineEvent({
  name: "knowledge-article.archived",
  version: 1,
  detail: z.object(of),
  example,
});

/** A withdrawn article is a draft again. */
export const articleRestored = defineEvent({
  name: "knowledge-article.restored",
  version: 1,
  detail: z.object(of),
  example,
});
