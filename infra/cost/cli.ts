// npm run cost -- [--users N …] [--free-tier] [--json] [--measure]
import { parseArgs } from "node:util";
import { deployed } from "./deployed.ts";
import { estimate } from "./estimate.ts";
import { PRICES } from "./prices.ts";
import { NothingMeasured, readProfile, writeProfile } from "./profile.ts";
import { sheet } from "./sheet.ts";
import { SIZES, sweeps, volumeOf } from "./volumes.ts";

const USAGE = `npm run cost -- [--users N] [--free-tier] [--json]
npm run cost -- --measure

What a month on AWS costs, service by service, for 10, 200 and 5,000 users: what people and clocks do, as it was measured
here, times the price list.

  --users N     for so many users instead; may be said several times
  --free-tier   takes off what an account gets for nothing, month after month
  --json        for machines, with every line of the bill
  --measure     measures everything anew against the local product, and keeps it in infra/cost/profile.json`;

const MOST_USERS = 1_000_000;

/** @throws Error with one sentence when the arguments are none */
function asked() {
  const { values } = parseArgs({
    options: {
      users: { type: "string", multiple: true },
      "free-tier": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      measure: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  for (const users of values.users ?? [])
    if (!/^[1-9]\d*$/.test(users) || Number(users) > MOST_USERS)
      throw new Error(
        `--users ${users} is not a whole number from 1 to ${MOST_USERS.toLocaleString("en-US")}`,
      );
  return { ...values, users: values.users?.map(Number) ?? SIZES };
}

async function run({ users, json, measure, help, "free-tier": freeTier }: ReturnType<typeof asked>) {
  if (help) return console.log(USAGE);
  if (measure) {
    const { measureAll } = await import("./measure/measure.ts");
    const profile = await measureAll((done) => console.error(done));
    writeProfile(profile);
    return console.log(`${Object.keys(profile.actions).length} actions measured, in infra/cost/profile.json`);
  }
  const profile = readProfile();
  const standing = deployed();
  const swept = sweeps();
  const estimates = users.map((size) =>
    estimate(volumeOf(size, swept), { profile, standing, prices: PRICES, freeTier }),
  );
  if (json) return console.log(JSON.stringify(estimates, null, 2));
  console.log(sheet(estimates, { prices: PRICES, profile, freeTier }));
}

try {
  const wanted = asked();
  try {
    await run(wanted);
  } catch (error) {
    console.error(error instanceof NothingMeasured ? error.message : error);
    process.exitCode = 1;
  }
} catch (error) {
  // Without the advice that Node gives after it.
  console.error(error instanceof Error ? error.message.split(". ")[0] : error);
  process.exitCode = 2;
}
