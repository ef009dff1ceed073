import { afterAll, describe, expect, test } from "vitest";
import { routes } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import { pathOf } from "../abuse/routes.ts";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
afterAll(product.stop);

/** Somebody of each shipped role, and somebody who has none. */
const people = await Promise.all(
  [...shippedRoles.map(({ key }) => [key]), []].map(async (roles) => ({
    role: roles[0] ?? "no role",
    person: await hire(product, { roles }),
  })),
);

function grants(role: string, { access }: Route): boolean {
  if (typeof access === "string") return true;
  const { resource, action } = access;
  const found = shippedRoles.find(({ key }) => key === role)?.grants ?? [];
  return found.some((grant) => grant.resource === resource && grant.actions.includes(action));
}

describe.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))("%s", (_, route) => {
  test("asks for a token unless it is declared public", async () => {
    const { status } = await product.anyone.send(route.method, pathOf(route));
    if (route.access === "public") expect(status).not.toBe(401);
    else expect(status).toBe(401);
    expect(status).toBeLessThan(500);
  });

  test("is forbidden to exactly those whose role does not grant it", async () => {
    const answers = await Promise.all(
      people.map(async ({ role, person }) => {
        const { status, body } = await product.as(person).send(route.method, pathOf(route));
        return { role, status, forbidden: status === 403, problem: status >= 500 ? body : undefined };
      }),
    );
    const expected = people.map(({ role }) => ({ role, forbidden: !grants(role, route) }));
    expect(answers.map(({ role, forbidden }) => ({ role, forbidden }))).toEqual(expected);
    expect(answers.filter(({ status }) => status === 401 || status >= 500)).toEqual([]);
  });
});

test("the matrix has every area and every shipped role", () => {
  expect(routes.length).toBeGreaterThan(50);
  expect(people).toHaveLength(12);
});
