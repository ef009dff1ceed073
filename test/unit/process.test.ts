import { expect, test } from "vitest";
import { beginAnew, perProcess } from "../../lib/process.ts";

test("what a process keeps is made at first use and once, and let go of before another life begins", () => {
  const made: object[] = [];
  const ended: object[] = [];
  const thing = perProcess(
    () => {
      const one = { number: made.length };
      made.push(one);
      return one;
    },
    (one) => ended.push(one),
  );
  beginAnew();
  expect([made, ended]).toEqual([[], []]);
  expect(thing()).toBe(thing());
  expect(made).toHaveLength(1);

  beginAnew();
  expect(ended).toEqual(made);
  expect(thing()).toEqual({ number: 1 });
  expect(ended).toHaveLength(1);
});
