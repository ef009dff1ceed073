import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { below } from "../../lib/access/directory.ts";
import { felled, placed, type Tree } from "../../lib/departments/tree.ts";

const empty: Tree = { version: 0, parents: {} };
const company = placed(placed(placed(empty, "top", undefined), "sales", "top"), "east", "sales");

describe("the tree of departments", () => {
  test.each([
    ["itself", "sales", "sales"],
    ["a department below it", "top", "east"],
  ])("takes no department below %s", (_, id, parent) => {
    expect(() => placed(company, id, parent)).toThrow("a department cannot be below itself");
  });

  test("takes none below a department that is not there", () => {
    expect(() => placed(company, "south", "nowhere")).toThrow("there is no department nowhere");
  });

  test("lets a department go only with nothing below it", () => {
    expect(() => felled(company, "sales")).toThrow(
      "a department with others below it cannot be deleted; move or delete those first",
    );
    expect(felled(felled(company, "east"), "sales").parents).toEqual({ top: "" });
  });

  test("counts its changes", () => {
    expect(company.version).toBe(3);
    expect(felled(company, "east").version).toBe(4);
  });

  test("stays free of circles, whatever is moved where", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const moves = fc.array(
      fc.record({
        id: fc.constantFrom(...ids),
        parent: fc.option(fc.constantFrom(...ids), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(moves, (all) => {
        let tree = ids.reduce((grown, id) => placed(grown, id, undefined), empty);
        for (const { id, parent } of all) {
          try {
            tree = placed(tree, id, parent);
          } catch {}
        }
        for (const start of ids) {
          let at: string | undefined = start;
          for (let steps = 0; at !== undefined && at !== ""; at = tree.parents[at], steps += 1)
            expect(steps).toBeLessThan(ids.length);
        }
      }),
    );
  });
});

test("a department and all below it, each once", () => {
  const node = (id: string, parentId?: string) => [id, { id, ...(parentId && { parentId }) }] as const;
  const tree = new Map([node("top"), node("sales", "top"), node("east", "sales"), node("finance", "top")]);
  expect(below("sales", tree).toSorted()).toEqual(["east", "sales"]);
  expect(below("top", tree)).toHaveLength(4);
  expect(below("finance", tree)).toEqual(["finance"]);
});
