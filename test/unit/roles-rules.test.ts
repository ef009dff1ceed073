import { describe, expect, test } from "vitest";
import { grant } from "../../lib/access/grant.ts";
import { keepsTheCompanyOpen } from "../../lib/roles/rules.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";

const admin = shippedRoles.find(({ key }) => key === "admin")?.grants ?? [];

describe("the role admin", () => {
  test("is shipped as one that keeps the company open", () => {
    expect(() => keepsTheCompanyOpen("admin", admin)).not.toThrow();
  });

  test.each(["read", "create", "update", "assign"] as const)("keeps %s on roles", (action) => {
    const less = admin.map((one) =>
      one.resource === "role" ? { ...one, actions: one.actions.filter((other) => other !== action) } : one,
    );
    expect(() => keepsTheCompanyOpen("admin", less)).toThrow(
      `the role admin keeps role:${action} with scope all: otherwise nobody could give permissions back`,
    );
  });

  test("keeps them everywhere, not only within a department", () => {
    const narrow = admin.map((one) => ({ ...one, scope: "department" as const }));
    expect(() => keepsTheCompanyOpen("admin", narrow)).toThrow("user:read, user:create");
  });

  test("is the only one of which that is asked", () => {
    expect(() => keepsTheCompanyOpen("sales-manager", [])).not.toThrow();
  });
});

describe("a grant", () => {
  const departmentIds = ["dep_01JCXW3V7Q8F2M4N6P8R0T2V4X"];
  const base = { resource: "customer", actions: ["read"] };
  test.each([
    ["chosen departments without naming any", { ...base, scope: "chosen-departments" }],
    ["departments with another scope", { ...base, scope: "all", departmentIds }],
    ["an empty choice", { ...base, scope: "chosen-departments", departmentIds: [] }],
    ["no action", { ...base, scope: "all", actions: [] }],
    ["an unknown action", { ...base, scope: "all", actions: ["sell"] }],
    ["an unknown resource", { ...base, scope: "all", resource: "planet" }],
    ["ids of something else", { ...base, scope: "chosen-departments", departmentIds: ["usr_1"] }],
  ])("with %s is refused", (_, bad) => {
    expect(grant.safeParse(bad).success).toBe(false);
  });

  test("every shipped one is valid", () => {
    for (const one of shippedRoles.flatMap(({ grants }) => grants)) grant.parse(one);
  });
});
