import { subscribe } from "node:diagnostics_channel";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** One run of a function that does not survive it. */
export interface Doom {
  /** The function's module. */
  readonly entry: string;
  readonly event: unknown;
  readonly functionName: string;
  /** By how many milliseconds the product's clock is ahead. */
  readonly clockOffset: number;
  /** At its so-manieth call of AWS; a function that makes fewer is killed when it has done all of them. */
  readonly atCall: number;
  /** Before the call is sent, while nobody knows whether it arrived, or when its answer has come. */
  readonly moment: "before" | "under-way" | "after";
}

/** A process of its own for one run of one function, which ends by kill -9 at a given call. */
const root = join(import.meta.dirname, "..", "..", "..");
enableCompileCache(join(root, "node_modules", ".cache", "compiled"));
process.once("disconnect", () => process.exit());

const die = () => process.kill(process.pid, "SIGKILL");

process.once("message", async (doom: Doom) => {
  const { shiftClock } = await import("../../../lib/time/clock.ts");
  const { handler } = await import(pathToFileURL(join(root, doom.entry)).href);
  shiftClock(doom.clockOffset);
  let calls = 0;
  const atThe = (moment: Doom["moment"], act: () => void) => {
    if (calls >= doom.atCall && doom.moment === moment) act();
  };
  // Every client of AWS ends in Node's own, which tells of each request.
  subscribe("http.client.request.created", () => {
    calls += 1;
    atThe("before", die);
  });
  subscribe("http.client.request.start", () => atThe("under-way", () => setTimeout(die, 1)));
  subscribe("http.client.response.finish", () => atThe("after", die));
  const context = {
    functionName: doom.functionName,
    awsRequestId: "doomed",
    getRemainingTimeInMillis: () => 30_000,
  };
  await Promise.resolve(handler(doom.event, context)).catch(() => {});
  // All of it is done, and nobody hears of it.
  die();
});
