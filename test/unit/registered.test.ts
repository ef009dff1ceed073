import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { RESOURCES } from "../../lib/access/grant.ts";
import { followers } from "../../lib/followers.ts";
import { HANDED_OVER } from "../../lib/handover/resources.ts";
import { nouns } from "../../lib/nouns.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import type { Entity } from "../../lib/table/entity.ts";

/** Owned records that nobody hands over, and why. */
const STAYS: Readonly<Record<string, string>> = {
  user: "owns itself",
  handover: "is about the person",
  order: "belongs to who sold it",
  "service-card": "is read with its customer",
  survey: "is about who served",
  activity: "belongs to who did it",
  import: "belongs to who brought it",
  membership: "is its customer's owner's",
  "customer-value": "is its customer's owner's",
  "care-mail": "is its customer's owner's",
  "campaign-mail": "is its customer's owner's",
};

const entitySchema = z.object({ type: z.string(), schema: z.instanceof(z.ZodObject) });

/** Every record type that any module declares. */
async function declared(): Promise<{ type: string; fields: object; owner?: Entity["owner"] }[]> {
  const modules = await Promise.all(globSync("lib/**/*.ts").map((file) => import(`../../${file}`)));
  const found = modules.flatMap((module) =>
    Object.values<Entity>(module).flatMap((value) => {
      const { data } = entitySchema.safeParse(value);
      if (data === undefined || !("createdBy" in data.schema.shape)) return [];
      return [{ type: data.type, fields: data.schema.shape, owner: value.owner }];
    }),
  );
  return [...new Map(found.map((entity) => [entity.type, entity])).values()];
}

const entities = await declared();
const types = (those: typeof entities) => those.map(({ type }) => type).toSorted();

describe("a record type", () => {
  test("is found wherever it is declared", () => {
    expect(types(entities)).toEqual(expect.arrayContaining(["customer", "task", "campaign-mail"]));
  });

  test("has its history, for it stands in lib/nouns.ts", () => {
    expect(types(entities.filter(({ type }) => !nouns.has(type)))).toEqual([]);
  });

  test("that carries its customer's name and owner follows it, for it stands in lib/followers.ts", () => {
    const known = new Set(followers.map(({ type }) => type));
    const carrying = entities.filter(({ fields }) => "customerOwnerId" in fields);
    expect(types(carrying.filter(({ type }) => !known.has(type)))).toEqual([]);
  });

  test("that has an owner is handed over when they leave, or stays for a reason", () => {
    const moved = new Set<string>([...HANDED_OVER, ...Object.keys(STAYS)]);
    expect(types(entities.filter(({ type, owner }) => owner !== undefined && !moved.has(type)))).toEqual([]);
  });

  test("is somebody's to work with, besides administrators", () => {
    const granted = new Set(
      shippedRoles.flatMap(({ key, grants }) =>
        key === "admin" ? [] : grants.map(({ resource }) => resource),
      ),
    );
    const theirs = RESOURCES.filter((resource) => resource !== "role" && resource !== "admin");
    expect(theirs.filter((resource) => !granted.has(resource))).toEqual([]);
  });
});
