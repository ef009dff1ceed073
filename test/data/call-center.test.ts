import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";
import { areThere, bringsItsCallsAlong, CALLS } from "./calls.ts";

describe.skipIf(!areThere)("a call centre that brings three months of 5,000 calls along", () => {
  if (!areThere) return;
  const expected = JSON.parse(readFileSync(join(CALLS, "expected.json"), "utf8"));
  bringsItsCallsAlong({ folder: CALLS, expected });
});
