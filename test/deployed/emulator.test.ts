import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { command } from "../../infra/ministack/command.ts";
import { type MiniStack, startMiniStack } from "../../infra/ministack/server.ts";

const python = process.env.EMULATOR_PYTHON ?? "python3";
const faults = join(import.meta.dirname, "../../infra/ministack/emulator/faults.py");

let plain: MiniStack;

beforeAll(async () => {
  plain = await startMiniStack(python, { asItComes: true });
});
afterAll(() => plain?.stop());

it("the emulator by itself still has every fault that is worked around", async () => {
  const said = await command(python, [faults], { ...process.env, ...plain.environment });
  expect(said.trim().split("\n")).toEqual(Array(9).fill(expect.stringMatching(/^as known {2}/)));
}, 180_000);
