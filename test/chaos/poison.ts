import { clientOf } from "../makers/client.ts";
import { wrongTotals } from "./capabilities/aggregates.ts";
import { gather } from "./evidence.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/** What one of these trials found wrong; nothing when all went as it must. */
export interface Trial {
  readonly sentence: string;
  readonly broken: readonly string[];
}

/**
 * A win's entry fails every reader of the stream, each time; a mail fails its sender. Both are parked, the operator sees them,
 * the work around them goes on, and once the cause is gone a redrive makes all right.
 */
export async function poison(victim: Victim, world: World): Promise<Trial> {
  const broken: string[] = [];
  const must = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  const { staff } = victim;
  const admin = clientOf(victim.url, staff.admin.token);
  const drain = () => admin.post("/local/drain");
  const create = async () => {
    const lines = [{ productId: world.goods.pump.id, quantity: 2 }];
    const body = { name: world.name("毒"), customer: { name: world.name("客户") }, lines };
    return world.expect(world.ask(staff.salesperson, "POST", "/opportunities", body), 201);
  };
  const win = (id: string) =>
    world.expect(world.ask(staff.manager, "POST", `/opportunities/${id}/win`, {}), 200);

  const [bad, good] = [await create(), await create()];
  await drain();
  await victim.order({ poison: { text: `"sk":{"S":"sale#${bad.id}` } });
  await win(bad.id);
  await drain();
  await win(good.id);
  await drain();
  const parked = await gather(victim, world);
  must(parked.deadLetters.length > 0, "the poisoned record is not among the dead letters");
  must(
    parked.deadLetters.every(({ payload }) => JSON.stringify(payload).includes(bad.id)),
    "something else was parked with the poisoned record",
  );
  must(parked.reconciled.drifts.length > 0, "reconciliation does not see what is missing");
  must(wrongTotals(parked).length > 0, "the totals lack nothing though an entry was parked");

  const early = await admin.post("/local/dead-letters/redrive");
  must(early.body.done.length === 0, "a redrive succeeds while the cause is still there");

  await victim.order({ poison: { function: "send-mail", text: "mail.queued" } });
  const at = new Date(world.now().getTime() + 60 * 60_000);
  const plan = { method: "visit", plannedAt: at.toISOString(), content: world.name("毒") };
  await world.expect(world.ask(staff.salesperson, "POST", `/opportunities/${good.id}/follow-ups`, plan), 201);
  await world.moveClock(new Date(at.getTime() + 10_000));
  await drain();
  const unsent = await gather(victim, world);
  must(
    unsent.deadLetters.some(({ function: name }) => name === "send-mail"),
    "the mail's event is not among the dead letters",
  );

  await victim.order({ poison: undefined });
  const { body } = await admin.post("/local/dead-letters/redrive");
  must(body.failed.length === 0, `a redrive failed: ${JSON.stringify(body.failed)}`);
  await drain();
  const after = await gather(victim, world);
  must(after.deadLetters.length === 0, "there are dead letters after their redrive");
  must(after.reconciled.drifts.length === 0, "there is drift after the redrive");
  broken.push(...wrongTotals(after));
  const letters = new Set([...parked.deadLetters, ...unsent.deadLetters].map(({ id }) => id)).size;
  return { sentence: `poison is parked (${letters} dead letters), seen, and mended by its redrive`, broken };
}
