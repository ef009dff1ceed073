import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const amount = z.number().nonnegative();

/** What doing something once makes the product do, all that follows from it included. */
export const work = z.strictObject({
  requests: amount,
  /** Of the answers, with their headers. */
  answerBytes: amount,
  /** Of DynamoDB. */
  calls: amount,
  readUnits: amount,
  writeUnits: amount,
  /** By which table and indexes grew for good; what expires within days is left out. */
  storedBytes: z.number(),
  events: amount,
  eventBytes: amount,
  mails: amount,
  /** Of what the functions log themselves, metrics included. */
  logBytes: amount,
  logLines: amount,
  /** Runs by function, and the milliseconds of all of them together on the machine that measured. */
  functions: z.record(z.string(), z.strictObject({ runs: amount, milliseconds: amount })),
});
export type Work = z.infer<typeof work>;

const profile = z.strictObject({
  measuredOn: z.iso.date(),
  machine: z.string(),
  actions: z.record(z.string(), z.strictObject({ what: z.string(), work })),
});

/** What was measured of everything that people and clocks do, by the name of the action. */
export type Profile = z.infer<typeof profile>;

export const PROFILE_FILE = join(import.meta.dirname, "profile.json");

/** There is no profile; the message is for people. */
export class NothingMeasured extends Error {
  override readonly name = "NothingMeasured";
}

/** @throws NothingMeasured */
export function readProfile(file = PROFILE_FILE): Profile {
  if (!existsSync(file))
    throw new NothingMeasured("Nothing was measured yet: run `npm run cost -- --measure`.");
  return profile.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeProfile(measured: Profile, file = PROFILE_FILE): void {
  writeFileSync(file, `${JSON.stringify(profile.parse(measured), null, 2)}\n`);
}
