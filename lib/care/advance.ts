import { SYSTEM } from "../access/caller.ts";
import { logger } from "../log/logger.ts";
import { commit } from "../table/commit.ts";
import { inParallel } from "../table/in-parallel.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { careFor } from "./care.ts";
import type { CareMail } from "./care-mail.ts";
import type { Case } from "./case.ts";
import { decide } from "./decide.ts";
import { gather } from "./gather.ts";
import { readRule } from "./keep.ts";
import type { CareRule } from "./rule.ts";
import { type CareRun, careRuns } from "./run.ts";
import { type Terms, termsOfCare } from "./terms.ts";
import { type Candidate, candidates, partsOf } from "./whom.ts";

/** Those looked at in one round, those read together, and those cared for at once. */
const ROUND = 192;
const PAGE = 16;
const AT_ONCE = 8;

/**
 * Does the next round of a run and writes down how far it is; that announces the next round. However often a round is
 * begun, by whomever, everybody is cared for once: each has a transaction of their own whose occasion is unique.
 * @param round the version the run had when the round was announced
 */
export async function advance(id: string, round: number, now: Date): Promise<void> {
  const run = await find(careRuns, id);
  if (run?.status !== "running" || run.version !== round) return;
  const [rule, terms] = await Promise.all([readRule(run.ruleId).catch(() => undefined), termsOfCare()]);
  const fields = rule?.on === true ? await nextPage(run, rule, terms, now) : { status: "stopped" as const };
  const finished = fields.status === undefined ? {} : { finishedAt: now.toISOString() };
  const next = nextVersion(run, { ...fields, ...finished }, { by: SYSTEM.userId, now });
  // Another one did this round.
  await commit({ writes: put(careRuns, next, run), result: undefined, retry: () => unchanged(undefined) });
}

type Fields = { [K in keyof CareRun]?: CareRun[K] | undefined };

async function nextPage(run: CareRun, rule: CareRule, terms: Terms, now: Date): Promise<Fields> {
  const all = partsOf(rule.occasion, run.date, terms.leapDay);
  const parts = run.part === undefined ? all : all.slice(0, run.part + 1);
  const { found, next } = await candidates(parts, run, ROUND);
  const pages = Array.from({ length: Math.ceil(found.length / PAGE) }, (_, index) =>
    found.slice(index * PAGE, (index + 1) * PAGE),
  );
  const sums = { found: run.found + found.length, mails: run.mails, held: run.held, tasks: run.tasks };
  for (const page of pages) {
    const cases = await gather(rule, run.date, page, terms);
    const made = await inParallel(cases, AT_ONCE, (one) => caredFor(one, terms, now));
    for (const care of made) {
      sums.mails += Number(care?.mailId !== undefined);
      sums.held += Number(care?.status === "held");
      sums.tasks += Number(care?.taskId !== undefined);
    }
  }
  return next === undefined ? { ...sums, status: "done" } : { ...sums, step: next.step, after: next.after };
}

/** What nobody can care for by trying again is held, so that the others are not kept waiting by it. */
async function caredFor(one: Case, terms: Terms, now: Date): Promise<CareMail | undefined> {
  try {
    return await commit(await careOf(one, terms, now));
  } catch (error) {
    if (!isOurFault(error)) throw error;
    logger.error("somebody could not be cared for", {
      ...one.candidate,
      ruleId: one.rule.id,
      error: String(error),
    });
    const held = { mail: { do: "hold", reason: "trouble" }, task: false } as const;
    return commit(await careFor(one, held, terms, now, () => unchanged(undefined)));
  }
}

/** Errors of the code and of the data; those of services pass, and are tried again. */
function isOurFault(error: unknown): boolean {
  return error instanceof Error && ["Error", "TypeError", "RangeError", "ZodError"].includes(error.name);
}

async function careOf(one: Case, terms: Terms, now: Date): Promise<Change<CareMail | undefined>> {
  const plan = one.isDone ? undefined : decide(one, terms, now);
  if (plan === undefined) return unchanged(undefined);
  return careFor(one, plan, terms, now, () => careAgain(one.rule, one.date, one.candidate, terms, now));
}

/** Something changed, or another one was faster: all of it is read and decided again. */
async function careAgain(
  rule: CareRule,
  date: string,
  candidate: Candidate,
  terms: Terms,
  now: Date,
): Promise<Change<CareMail | undefined>> {
  const [one] = await gather(rule, date, [candidate], terms);
  return one === undefined ? unchanged(undefined) : careOf(one, terms, now);
}
