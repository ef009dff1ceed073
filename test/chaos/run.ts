import { clientOf } from "../makers/client.ts";
import { answerCost } from "./answer-cost.ts";
import { brokenGuard } from "./broken-guard.ts";
import { capabilities } from "./capabilities.ts";
import type { Evidence, Invariant } from "./capability.ts";
import { gather } from "./evidence.ts";
import { poison, type Trial } from "./poison.ts";
import { type Outcome, report } from "./report.ts";
import { endOfMonth, lostUpdates, RUSH, type Rushed, rush, SHORT_RUSH } from "./rush.ts";
import { FULL, round, SHORT } from "./storm.ts";
import { startVictim, type Victim } from "./victim.ts";
import { openWorld, type World } from "./world.ts";

/**
 * `npm run chaos [-- --short] [-- --seed 7] [-- --only service]`: a company at work while its product is killed, and the proof that nothing
 * was lost, doubled or miscounted. The same seed chooses the same acts, deaths and misfortunes. `--only rush` is without the
 * storm: 10,000 movements of members' balances by 32 writers at once.
 */
const began = performance.now();
const scale = process.argv.includes("--short") ? SHORT : FULL;
const given = process.argv.indexOf("--seed");
const named = process.argv.indexOf("--only");
/** The part of the product that alone is at work; all of them unless told. */
const only = named > 0 ? process.argv[named + 1] : undefined;
const isRush = only === "rush";
const seed = given > 0 ? Number(process.argv[given + 1]) : Math.floor(Math.random() * 1_000_000);
console.log(`seed ${seed}`);

const victim = await startVictim(seed, isRush ? endOfMonth(new Date()) : undefined);
// Until all is proved.
process.exitCode = 1;
try {
  const world = await openWorld(victim, seed);
  const opened = await Promise.all(capabilities.map((open) => open(world)));
  const acts = opened.flatMap(({ acts }, index) =>
    only === undefined || capabilities[index]?.name === only ? acts : [],
  );
  if (acts.length === 0 && !isRush) throw new Error(`there is no part of the product called ${only}`);
  const enough = () => {
    const { duplicated, reordered, recut } = victim.weather();
    return isRush || (killed(victim) >= scale.kills && duplicated + reordered + recut >= scale.records);
  };

  if (!isRush) {
    await victim.order({ storm: true });
    for (let number = 1; number <= scale.rounds || (!enough() && number <= 2 * scale.rounds); number += 1) {
      await round(number, scale, acts, { victim, world, seed });
      progress(`round ${number}: ${world.counts.answers} answers, ${killed(victim)} kills`);
    }
    await recover(victim, world);
  }
  const evidence = await gather(victim, world);
  const invariants: readonly Invariant[] = [
    ...opened.flatMap(({ invariants }) => invariants),
    { sentence: "every answer is one that a caller may get", broken: () => world.unexpected },
    {
      sentence: "no dead letter that nobody provoked",
      broken: ({ deadLetters }) => deadLetters.map((letter) => `${letter.function}: ${letter.reason}`),
    },
    ...(scale.kills === 0
      ? []
      : [{ sentence: `at least ${scale.kills} kills`, broken: () => (enough() ? [] : ["fewer"]) }]),
  ];
  const proved = isRush ? [] : invariants.map((invariant) => proofOf(invariant, evidence));
  const figures = opened.map(({ figures }) => figures(evidence));
  const rushed = only === undefined || isRush ? await rushes() : { figures: {}, trials: [] };
  const trials = [...rushed.trials, ...(isRush ? [] : await furtherTrials())];
  const outcome: Outcome = {
    seed,
    seconds: (performance.now() - began) / 1_000,
    kills: victim.kills,
    weather: victim.weather(),
    counts: world.counts,
    figures: Object.assign({}, ...(isRush ? [] : figures), rushed.figures),
    proofs: [...proved, ...trials],
  };
  console.log(report(outcome));
  const holds = outcome.proofs.every(({ broken }) => broken.length === 0);
  if (!holds) for (const line of new Set(victim.said)) console.log(`  the product said: ${line}`);
  process.exitCode = holds ? 0 : 1;

  async function rushes(): Promise<Rushed> {
    const size = isRush && scale === FULL ? RUSH : SHORT_RUSH;
    progress(`${size.movements} movements of members' balances by ${size.writers} writers`);
    const all = await rush({ victim, world, seed, progress, expires: isRush }, size);
    const noticed = await attempt("lost updates", () => lostUpdates(victim, world));
    return { ...all, trials: [...all.trials, noticed] };
  }

  async function furtherTrials(): Promise<Trial[]> {
    progress("trials: what an answer costs, poison, and a broken guard");
    return [
      await attempt("an answer", () => answerCost(victim, world)),
      await attempt("poison", () => poison(victim, world)),
      await attempt("a broken guard", () => brokenGuard(victim, world)),
    ];
  }
} finally {
  await victim.stop(process.exitCode !== 0);
}

/** The storm is over: all that is under way is done, and the clock runs on until nothing is due any more. */
async function recover(victim: Victim, world: World): Promise<void> {
  await victim.order({ storm: false });
  const admin = clientOf(victim.url, victim.staff.admin.token);
  await admin.post("/local/drain");
  // Past every warning that follows what was planned, and every mail whose sender died.
  const days = scale === SHORT ? 2.3 : 2.5;
  await world.moveClock(new Date(world.now().getTime() + days * 24 * 3_600_000));
  await admin.post("/local/drain");
}

function proofOf({ sentence, broken }: Invariant, evidence: Evidence): Trial {
  return { sentence, broken: broken(evidence) };
}

/** A trial that cannot even be carried out has failed. */
async function attempt(name: string, trial: () => Promise<Trial>): Promise<Trial> {
  try {
    return await trial();
  } catch (error) {
    return { sentence: `${name} can be tried`, broken: [String(error)] };
  }
}

function killed({ kills }: Victim): number {
  return [...kills.values()].reduce((sum, count) => sum + count, 0);
}

function progress(line: string): void {
  process.stderr.write(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);
}
