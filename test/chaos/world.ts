import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, clientOf, type Json, type Requester } from "../makers/client.ts";
import { catalogue, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import type { Staff, Victim } from "./victim.ts";

/** What writers see of the product: its API, through whatever befalls it. */
export interface World {
  readonly staff: Staff;
  readonly goods: Awaited<ReturnType<typeof catalogue>>;
  /** The product's clock, as last seen. */
  now(): Date;
  /**
   * Sends a request until it is answered, a POST always under the same Idempotency-Key: what a careful caller does whose
   * answer was lost.
   */
  ask(who: Requester, method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends a POST twice at the same moment under one Idempotency-Key: both are to get one answer. */
  askTwice(who: Requester, path: string, body: unknown): Promise<readonly [Answer, Answer]>;
  /** Asks, and gives the answer's body when its status is one of these; any other is noted as unexpected. */
  expect(asked: Promise<Answer>, ...statuses: readonly number[]): Promise<Json | undefined>;
  /** A name that nothing else has. */
  name(what: string): string;
  /** Sets the product's clock to a later instant, and waits until all that comes due on the way is done. */
  moveClock(to: Date): Promise<void>;
  /** Answers that no caller should get. */
  readonly unexpected: readonly string[];
  /** Called after each answer. */
  onAnswer: () => void;
  /** How many answers there were, how many requests had to be repeated, and how many got their first answer again. */
  readonly counts: { answers: number; repeated: number; replayed: number };
}

/** What heat pumps pay: each undone win moves all others of the salesperson's month in the bands. */
export const BANDS = {
  rule: "heat pumps of the month",
  rate: {
    kind: "bands",
    mode: "marginal",
    per: "month",
    bands: [
      { from: yuan(0), to: yuan(100_000), basisPoints: 200 },
      { from: yuan(100_000), to: yuan(1_000_000), basisPoints: 333 },
      { from: yuan(1_000_000), basisPoints: 517 },
    ],
  },
} as const;

/** The gateway's own answer when a function died, and the product's when it is asked to be patient. */
function isPassing({ status, body }: Answer): boolean {
  if (status === 500) return body?.message === "Internal Server Error";
  return status === 503 || body?.code === "too-many-attempts";
}

export async function openWorld(victim: Victim, seed: number): Promise<World> {
  const { staff, url } = victim;
  const unexpected: string[] = [];
  const counts = { answers: 0, repeated: 0, replayed: 0 };
  let ahead = 0;
  let keys = 0;
  let names = 0;

  const admin = clientOf(url, staff.admin.token);
  const goods = await catalogue(admin);
  const rules = [{ name: BANDS.rule, productIds: [goods.pump.id], rate: BANDS.rate }, percent(500)];
  await plan({ settled: async () => {} }, clientOf(url, staff.finance.token), { rules });

  async function insist(request: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await request().catch(() => undefined);
      if (answer !== undefined && !isPassing(answer)) return answer;
      counts.repeated += 1;
      if (tries === 2_000) throw new Error(`no answer after ${tries} tries: ${JSON.stringify(answer?.body)}`);
      await sleep(50);
    }
  }

  const nextKey = () => ({ "idempotency-key": `chaos-${seed}-${++keys}` });

  function answered(answer: Answer): Answer {
    counts.answers += 1;
    if (answer.headers.get("idempotent-replayed") === "true") counts.replayed += 1;
    world.onAnswer();
    return answer;
  }

  const world: World = {
    staff,
    goods,
    now: () => new Date(Date.now() + ahead),
    async ask(who, method, path, body) {
      const key = method === "POST" ? nextKey() : {};
      return answered(await insist(() => clientOf(url, who.token).send(method, path, body, key)));
    },
    async askTwice(who, path, body) {
      const key = nextKey();
      const send = () => insist(() => clientOf(url, who.token).post(path, body, key));
      const [one, other] = await Promise.all([send(), send()]);
      return [answered(one), answered(other)];
    },
    async expect(asked, ...statuses) {
      const { status, body } = await asked;
      if (statuses.includes(status)) return body;
      unexpected.push(`${status} ${JSON.stringify(body)}`);
      return undefined;
    },
    name: (what) => `${what} ${seed}-${++names}`,
    async moveClock(to) {
      // Killed on the way, it is there already when it is asked again.
      const answer = await insist(() => admin.post("/local/clock", { to: to.toISOString() }));
      if (answer.status !== 200 && answer.status !== 422)
        unexpected.push(`the clock: ${JSON.stringify(answer.body)}`);
      const { body } = await insist(() => admin.get("/local/clock"));
      ahead = Date.parse(body.now) - Date.now();
    },
    unexpected,
    onAnswer: () => {},
    counts,
  };
  return world;
}
