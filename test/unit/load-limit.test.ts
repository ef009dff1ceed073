import { describe, expect, it } from "vitest";
import { faults, limitOf, saturation } from "../load/limit.ts";
import { shuffled, WORKING_DAY } from "../load/mix.ts";
import type { Step } from "../load/step.ts";

function step(of: Partial<Step>): Step {
  const quiet = {
    product: 0.5,
    database: 0.4,
    load: 0.1,
    machine: 1,
    loop: 0.5,
    collecting: 0.1,
    memory: 2e8,
    delay: 8,
  };
  return { atOnce: 1, throughput: 100, p50: 5, p99: 20, times: new Map(), errors: [], ...quiet, ...of };
}

describe("the verdict of the load", () => {
  it("is good when every answer was right", () => {
    expect(faults([step({}), step({ atOnce: 2 })], [])).toEqual([]);
  });

  it("is bad when one answer was wrong", () => {
    expect(faults([step({}), step({ atOnce: 8, errors: ["win: POST …: 500"] })], [])).toEqual([
      "1 wrong answers at 8 at once, first: win: POST …: 500",
    ]);
  });

  it("is bad when nothing was answered, or the books do not fit", () => {
    expect(faults([step({ throughput: 0 })], ["3 deals were won, 2 are reported"])).toEqual([
      "nothing was answered at 1 at once",
      "3 deals were won, 2 are reported",
    ]);
  });
});

describe("the limit", () => {
  it("is reached where more at once brings no more", () => {
    const steps = [100, 180, 240, 238, 245].map((throughput, at) => step({ atOnce: 2 ** at, throughput }));
    expect(saturation(steps)?.atOnce).toBe(4);
  });

  it("is the event loop when that is busy and the machine is not", () => {
    expect(limitOf(step({ loop: 0.97 }), 4)).toMatch(/^the product's event loop, 97 % busy/);
  });

  it("is the machine when all its cores work", () => {
    expect(limitOf(step({ loop: 0.97, machine: 1.95, product: 1, database: 0.8 }), 2)).toMatch(
      /^the machine's cores: .*other programs 0\.05 of 2 cores$/,
    );
  });

  it("is not known while other programs take the machine", () => {
    expect(limitOf(step({ machine: 2 }), 2)).toMatch(/measure again without the other programs$/);
  });

  it("is said to be none of these when nothing is busy", () => {
    expect(limitOf(step({}), 2)).toMatch(/^none of the measured parts/);
  });
});

describe("a working day", () => {
  it("is four reads to a write", () => {
    const shares = { read: 0, write: 0 };
    for (const { kind, share } of WORKING_DAY) shares[kind] += share;
    expect(shares).toEqual({ read: 800, write: 200 });
  });

  it("holds every act as often as its share says, whoever begins where", () => {
    for (const start of [0, 1, 63]) {
      const next = shuffled(WORKING_DAY, start);
      const counts = new Map<string, number>();
      for (let turn = 0; turn < 1_000; turn++) {
        const { name } = next();
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      expect(Object.fromEntries(counts)).toEqual(
        Object.fromEntries(WORKING_DAY.map(({ name, share }) => [name, share])),
      );
    }
  });
});
