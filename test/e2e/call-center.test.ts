import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { areThere, bringsItsCallsAlong, CALLS, FILE } from "../data/calls.ts";
import { figuresOfCalls } from "../data/calls-figures.ts";
import { isDeployed } from "../deployed/deployment.ts";

/** Of 5,000 calls of eight agents in three months, every twentieth; `npm run test:data` takes them all. */
const EVERY = 20;

const here = areThere && !isDeployed();

describe.skipIf(!here)("a call centre that brings its calls along", () => {
  if (!here) return;
  const folder = mkdtempSync(join(tmpdir(), "calls-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const whole = readFileSync(join(CALLS, FILE), "utf8");
  const lines = whole.trimEnd().split("\n");
  const some = `${lines.filter((_, line) => line === 0 || line % EVERY === 1).join("\n")}\n`;
  writeFileSync(join(folder, FILE), some);

  it("knows what all of them come to", () => {
    const totals = JSON.parse(readFileSync(join(CALLS, "expected.json"), "utf8"));
    expect(totals).toMatchObject(figuresOfCalls(whole));
  });

  bringsItsCallsAlong({ folder, expected: figuresOfCalls(some) });
});
