import { describe } from "vitest";
import { figuresOf } from "./figures.ts";
import { bringsItsDealsAlong, isThere, MAVEN } from "./sales-year.ts";

describe.skipIf(!isThere)("a company that brings a year of 8,800 deals along", () => {
  if (isThere) bringsItsDealsAlong({ folder: MAVEN, figures: figuresOf(MAVEN), killedAt: 2000 });
});
