import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Person } from "../../lib/access/directory.ts";
import { ACTIONS, type Grant, RESOURCES, SCOPES } from "../../lib/access/grant.ts";
import { permissions } from "../../lib/access/permissions.ts";
import { covers, type Owned, reach } from "../../lib/access/reach.ts";

const DEPARTMENTS = ["dep_a", "dep_b", "dep_c", "dep_d"];
const USERS = ["usr_me", "usr_other", "usr_third"];

const grants: fc.Arbitrary<Grant[]> = fc.array(
  fc.record({
    resource: fc.constantFrom(...RESOURCES.slice(0, 4)),
    actions: fc.subarray([...ACTIONS], { minLength: 1 }),
    scope: fc.constantFrom(...SCOPES),
    departmentIds: fc.subarray(DEPARTMENTS),
  }),
  { maxLength: 5 },
);

const people: fc.Arbitrary<Person> = fc
  .record({ grants, departmentId: fc.option(fc.constantFrom("dep_a", "dep_b"), { nil: undefined }) })
  .map(({ grants, departmentId }) => ({
    userId: "usr_me",
    name: "陈",
    email: "chen@example.cn",
    language: "zh-CN",
    departmentId,
    managerId: undefined,
    active: true,
    grants,
    departmentAndBelow: departmentId === undefined ? [] : [departmentId, "dep_c"],
  }));

const records: fc.Arbitrary<Owned & { shared: boolean }> = fc.record({
  ownerId: fc.option(fc.constantFrom(...USERS), { nil: undefined }),
  departmentId: fc.option(fc.constantFrom(...DEPARTMENTS), { nil: undefined }),
  customerOwnerId: fc.option(fc.constantFrom(...USERS), { nil: undefined }),
  collaboratorIds: fc.subarray(USERS),
  shared: fc.boolean(),
});
const resources = fc.constantFrom(...RESOURCES.slice(0, 4));
const actions = fc.constantFrom(...ACTIONS);

describe("several roles merge to the most permissive", () => {
  test("another role never takes away what one could do", () => {
    fc.assert(
      fc.property(people, grants, resources, actions, records, (person, more, resource, action, record) => {
        const before = covers(reach(person, resource, action), record);
        const after = covers(
          reach({ ...person, grants: [...person.grants, ...more] }, resource, action),
          record,
        );
        expect(before && !after).toBe(false);
      }),
    );
  });

  test("and gives nothing that none of the roles gives", () => {
    fc.assert(
      fc.property(people, grants, resources, actions, records, (person, more, resource, action, record) => {
        const of = (some: Grant[]) => covers(reach({ ...person, grants: some }, resource, action), record);
        expect(of([...person.grants, ...more])).toBe(of([...person.grants]) || of(more));
      }),
    );
  });

  test("in whatever order they are given", () => {
    fc.assert(
      fc.property(people, resources, actions, records, (person, resource, action, record) => {
        const reversed = { ...person, grants: person.grants.toReversed() };
        expect(covers(reach(reversed, resource, action), record)).toBe(
          covers(reach(person, resource, action), record),
        );
      }),
    );
  });
});

describe("a reach", () => {
  const person = (scope: Grant["scope"], departmentIds: string[] = []): Person => ({
    userId: "usr_me",
    name: "陈",
    email: "chen@example.cn",
    language: "zh-CN",
    departmentId: "dep_a",
    managerId: undefined,
    active: true,
    grants: [{ resource: "customer", actions: ["read", "update"], scope, departmentIds }],
    departmentAndBelow: ["dep_a", "dep_c"],
  });
  const can = (who: Person, action: "read" | "update" | "delete", record: Owned) =>
    covers(reach(who, "customer", action), { ...record, shared: false });

  test.each([
    ["own", { ownerId: "usr_me" }, true],
    ["own", { ownerId: "usr_other", departmentId: "dep_a" }, false],
    ["own", {}, false],
    ["department", { departmentId: "dep_a" }, true],
    ["department", { departmentId: "dep_c" }, false],
    ["department", { ownerId: "usr_me", departmentId: "dep_d" }, true],
    ["department-and-below", { departmentId: "dep_c" }, true],
    ["department-and-below", { departmentId: "dep_b" }, false],
    ["chosen-departments", { departmentId: "dep_d" }, true],
    ["chosen-departments", { departmentId: "dep_a" }, false],
    ["all", {}, true],
  ] as const)("with scope %s over %o is %s", (scope, record, expected) => {
    expect(can(person(scope, ["dep_d"]), "update", record)).toBe(expected);
  });

  test("lets the customer's owner and collaborators read, not change", () => {
    for (const record of [{ customerOwnerId: "usr_me" }, { collaboratorIds: ["usr_me"] }]) {
      expect(can(person("own"), "read", { ownerId: "usr_other", ...record })).toBe(true);
      expect(can(person("own"), "update", { ownerId: "usr_other", ...record })).toBe(false);
    }
  });

  test("without a grant covers nothing, not even one's own", () => {
    expect(can(person("all"), "delete", { ownerId: "usr_me" })).toBe(false);
  });
});

test("the permissions that a person is shown are what the rules let them do", () => {
  fc.assert(
    fc.property(people, resources, actions, records, (person, resource, action, { shared: _, ...record }) => {
      const plain = { ownerId: record.ownerId, departmentId: record.departmentId, shared: false };
      const shown = permissions(person).find(
        (permission) => permission.resource === resource && permission.action === action,
      );
      const may =
        shown !== undefined &&
        (shown.scope === "all" ||
          record.ownerId === person.userId ||
          (record.departmentId !== undefined && shown.departmentIds?.includes(record.departmentId) === true));
      expect(may).toBe(covers(reach(person, resource, action), plain));
    }),
  );
});
