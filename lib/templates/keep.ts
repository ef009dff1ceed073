import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { OCCASIONS, readKey, variablesOf } from "../mail/occasions.ts";
import { conflict, notFound } from "../problem/problem.ts";
import { forget } from "../table/cache.ts";
import { putDocument, readDocument, type Stored, stored } from "../table/document.ts";
import { query } from "../table/query.ts";
import type { Change } from "../table/write.ts";
import { requireFillable } from "./check.ts";
import { TEMPLATES } from "./find.ts";
import { shipped } from "./shipped.ts";
import { PARTITION, type Template, type TemplateValue, templateOf, templatePlace } from "./template.ts";

/** A template with what it is for and what it can say. */
export type TemplateAnswer = Template & ReturnType<typeof about>;

function about(key: string) {
  const occasion = readKey(key)?.occasion;
  if (occasion === undefined) throw notFound("template", key);
  const variables = Object.entries(variablesOf(occasion));
  return {
    occasion,
    kind: OCCASIONS[occasion].kind,
    variables: variables.map(([name, { is, optional = false }]) => ({ name, is, optional })),
  };
}

export function shownTemplate(template: Template): TemplateAnswer {
  return { ...template, ...about(template.key) };
}

/** Every template, the shipped ones and the company's own, by key. One call, consistent. */
export async function allTemplates(): Promise<TemplateAnswer[]> {
  const items = await query({ index: "table", key: PARTITION }, { order: "ascending" });
  const documents = new Map(items.map((item) => [String(item.sk), stored.parse(item)]));
  const keys = [...new Set([...shipped.keys(), ...documents.keys()])].sort();
  return keys.flatMap((key) => {
    const template = templateOf(key, documents.get(key));
    return template === undefined ? [] : [shownTemplate(template)];
  });
}

/**
 * A template as it stands. One call.
 * @throws Problem not-found
 */
export async function readTemplate(key: string): Promise<TemplateAnswer> {
  return shownTemplate(standing(key, await readDocument(templatePlace(key))));
}

/**
 * Writes a template: a shipped one as the company wants it, or one of its own for a variety or a tier. Two calls.
 * @throws Problem rule-broken when it cannot be filled in, stale-version
 */
export async function writeTemplate(
  key: string,
  value: TemplateValue,
  context: Context,
): Promise<Change<TemplateAnswer>> {
  requireFillable(value, about(key).occasion);
  const document = await readDocument(templatePlace(key));
  expectVersion(context, templateOf(key, document) ?? { version: document?.version ?? 0 });
  return save(key, value, document, context);
}

/**
 * Lets a shipped template be again what the product ships. Two calls.
 * @throws Problem not-found, conflict when it is the company's own or stands as shipped
 */
export async function restoreTemplate(key: string, context: Context): Promise<Change<TemplateAnswer>> {
  const document = await readDocument(templatePlace(key));
  const template = standing(key, document);
  expectVersion(context, template);
  const own = shipped.get(key);
  if (own === undefined) throw conflict(`the template ${key} is the company's own: it has no default`);
  if (template.isDefault) throw conflict(`the template ${key} stands as shipped already`);
  return save(key, own, document, context, { deleted: true });
}

/**
 * Deletes a template of the company's own: its mails are written from the next that fits. Two calls.
 * @throws Problem not-found, conflict when it is shipped
 */
export async function removeTemplate(key: string, context: Context): Promise<Change<undefined>> {
  const document = await readDocument(templatePlace(key));
  const template = standing(key, document);
  expectVersion(context, template);
  if (template.shipped)
    throw conflict(`the template ${key} is shipped with the product: restore its default`);
  const { layout, texts } = template;
  const { writes, done = () => {} } = save(key, { layout, texts }, document, context, { deleted: true });
  return { writes, result: undefined, done };
}

function save(
  key: string,
  value: TemplateValue,
  document: Stored | undefined,
  context: Context,
  options: { deleted?: boolean } = {},
): Change<TemplateAnswer> {
  const { write, next } = putDocument(templatePlace(key), value, document, stampOf(context), options);
  const { version, updatedAt, updatedBy } = next;
  const own = { key, ...value, shipped: shipped.has(key), isDefault: options.deleted === true };
  return {
    writes: [write],
    result: shownTemplate({ ...own, version, updatedAt, updatedBy }),
    done: () => forget(TEMPLATES),
  };
}

function standing(key: string, document: Stored | undefined): Template {
  const template = templateOf(key, document);
  if (template === undefined) throw notFound("template", key);
  return template;
}
