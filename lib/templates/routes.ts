import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { LANGUAGES } from "../mail/mail.ts";
import { OCCASION_NAMES } from "../mail/occasions.ts";
import { value } from "../mail/values.ts";
import { exampleTemplate, exampleValue } from "./example.ts";
import { template, templateKey, templateValue } from "./template.ts";
import { templateVersion } from "./versions.ts";

const read = { resource: "template", action: "read" } as const;
const update = { resource: "template", action: "update" } as const;
const key = z.strictObject({ key: templateKey });

const templateAnswer = template
  .extend({
    occasion: z.enum(OCCASION_NAMES),
    kind: z
      .enum(["care", "membership", "campaign"])
      .meta({ description: "Which kind of mail a recipient refuses to be spared of it" }),
    variables: z
      .array(z.object({ name: z.string(), is: z.string(), optional: z.boolean() }))
      .meta({ description: "What its texts can say; an optional one within {{#name}} and {{/name}}" }),
  })
  .meta({ id: "TemplateAnswer" });

const values = z
  .record(z.string().max(40), value)
  .optional()
  .meta({ description: "Instead of examples, e.g. the product" });
const trial = {
  customerId: idOf("customer").optional(),
  contactId: idOf("contact").optional().meta({ description: "One of the customer's" }),
  language: z.enum(LANGUAGES).optional().meta({ description: "The customer's own unless told" }),
  values,
};

const example = exampleTemplate;

export const templateRoutes = defineRoutes({
  list: {
    id: "template.list",
    method: "GET",
    path: "/templates",
    summary: "List the templates of mails to customers, shipped and own, with what each can say",
    access: read,
    response: z.object({ items: z.array(templateAnswer), nextCursor: z.null() }),
    budget: { calls: 1 },
    example: { response: { items: [example], nextCursor: null } },
  },
  read: {
    id: "template.read",
    method: "GET",
    path: "/templates/{key}",
    summary: "Read a template",
    access: read,
    params: key,
    response: templateAnswer,
    budget: { calls: 1 },
    example: { response: example },
  },
  write: {
    id: "template.write",
    method: "PUT",
    path: "/templates/{key}",
    summary: "Write a template: change a shipped one, or make one for a variety or a tier of your own",
    description:
      "Variables are checked when it is saved. Mails are written when they are sent: those that wait get the new words. A mail for a member's tier is written from {key}~{tier} where there is one, a variety that nobody has written from its occasion's own template.",
    access: update,
    params: key,
    body: templateValue,
    response: templateAnswer,
    budget: { calls: 2 },
    problems: ["stale-version", "rule-broken"],
    example: { body: exampleValue, response: example },
  },
  restore: {
    id: "template.restore-default",
    method: "POST",
    path: "/templates/{key}/restore-default",
    summary: "Let a shipped template be again what the product ships",
    access: update,
    params: key,
    response: templateAnswer,
    budget: { calls: 2 },
    problems: ["stale-version", "conflict"],
    example: { response: { ...example, isDefault: true } },
  },
  remove: {
    id: "template.remove",
    method: "DELETE",
    path: "/templates/{key}",
    summary: "Delete a template of the company's own",
    access: { resource: "template", action: "delete" },
    params: key,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version", "conflict"],
  },
  versions: {
    id: "template.versions",
    method: "GET",
    path: "/templates/{key}/versions",
    summary: "Read a template as it was saved each time, newest first",
    access: read,
    params: key,
    query: z.strictObject(paging),
    response: pageOf(templateVersion),
    budget: { calls: 1 },
  },
  preview: {
    id: "template.preview",
    method: "POST",
    path: "/templates/{key}/preview",
    summary: "See the mail that a customer would be sent, from the template as it stands or from a draft",
    access: read,
    params: key,
    body: z.strictObject({ ...trial, draft: templateValue.optional() }),
    response: z.object({
      language: z.enum(LANGUAGES),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
    }),
    budget: { calls: 1 },
    problems: ["unknown-reference", "rule-broken"],
    example: {
      body: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X", language: "zh-CN" },
      response: {
        language: "zh-CN",
        subject: "王小明，生日快乐！",
        html: "<!doctype html>…",
        text: "生日快乐…",
      },
    },
  },
  testSend: {
    id: "template.test-send",
    method: "POST",
    path: "/templates/{key}/test-send",
    summary: "Send yourself the mail that a customer would be sent",
    access: update,
    params: key,
    body: z.strictObject(trial),
    response: z.object({ mailId: z.string() }),
    status: 202,
    budget: { calls: 2 },
    problems: ["unknown-reference", "rule-broken"],
    example: {
      body: { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
      response: { mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
    },
  },
});
