import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes, type Route } from "../http/route.ts";
import { historyEntry } from "../resource/history.ts";
import { settings } from "../settings.ts";
import { settingAnswer } from "./keep.ts";
import type { Setting } from "./setting.ts";

/** A route whose answer is checked by the schema of the setting that it is about. */
type Answering = Route & { readonly response: z.ZodType };

/** What can be done with one setting; each has routes of its own, so that the documentation shows its very schema. */
const VERBS = ["read", "replace", "restore", "history"] as const;
type Verb = (typeof VERBS)[number];

export const pages = z.strictObject(paging);

function routeOf({ name, schema, default: shipped, objection }: Setting<unknown>, verb: Verb): Answering {
  const path = `/settings/${name}` as const;
  const access = {
    resource: "settings",
    action: verb === "read" || verb === "history" ? "read" : "update",
  } as const;
  const response = settingAnswer(schema);
  const standing = { name, value: shipped, default: shipped, isDefault: true, version: 0 };
  const problems = ["stale-version"];
  switch (verb) {
    case "read":
      return {
        id: `settings.${name}.read`,
        method: "GET",
        path,
        summary: `Read the setting ${name} and its default`,
        access,
        response,
        budget: { calls: 1 },
        example: { response: standing },
      };
    case "replace":
      return {
        id: `settings.${name}.replace`,
        method: "PUT",
        path,
        summary: `Replace the setting ${name}`,
        access,
        body: schema,
        response,
        budget:
          objection === undefined ? { calls: 2 } : { calls: 12, because: "records may forbid the change" },
        problems: objection === undefined ? problems : [...problems, "rule-broken"],
        example: { body: shipped, response: { ...standing, isDefault: false, version: 1 } },
      };
    case "restore":
      return {
        id: `settings.${name}.restore`,
        method: "POST",
        path: `${path}/restore-default`,
        summary: `Let the product's default of ${name} hold again`,
        access,
        response,
        budget:
          objection === undefined ? { calls: 2 } : { calls: 12, because: "records may forbid the change" },
        problems: [...problems, "conflict"],
        example: { response: { ...standing, version: 2 } },
      };
    case "history":
      return {
        id: `settings.${name}.history`,
        method: "GET",
        path: `${path}/history`,
        summary: `Read who changed what of the setting ${name}, newest first`,
        access,
        query: pages,
        response: pageOf(historyEntry),
        budget: { calls: 1 },
      };
    default:
      return verb satisfies never;
  }
}

export const settingRoutes = defineRoutes<Record<string, Answering>>(
  Object.fromEntries(
    settings.flatMap((setting) =>
      VERBS.map((verb) => [`${setting.name} ${verb}`, routeOf(setting, verb)] as const),
    ),
  ),
);
