import { clientOf } from "../makers/client.ts";
import { wrongTotals } from "./capabilities/aggregates.ts";
import { gather, reconcile } from "./evidence.ts";
import type { Trial } from "./poison.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/**
 * The proof of the proof: with the guard of totals broken and every batch delivered twice, both the sums by hand and the
 * product's own reconciliation must find totals wrong; repaired behind a whole guard, they are right again.
 */
export async function brokenGuard(victim: Victim, world: World): Promise<Trial> {
  const broken: string[] = [];
  const { staff, url } = victim;
  const admin = clientOf(url, staff.admin.token);
  await victim.order({ guard: "broken", twice: true });
  for (let wins = 0; wins < 3; wins += 1) {
    const lines = [{ productId: world.goods.pump.id, quantity: 1 }];
    const body = { name: world.name("无守"), customer: { name: world.name("客户") }, lines };
    const made = await world.expect(world.ask(staff.salesperson, "POST", "/opportunities", body), 201);
    await world.expect(world.ask(staff.manager, "POST", `/opportunities/${made?.id}/win`, {}), 200);
  }
  await admin.post("/local/drain");
  await victim.order({ guard: "kept", twice: false });
  const wrong = await gather(victim, world);
  const noticed = wrongTotals(wrong).length;
  if (noticed === 0) broken.push("the sums by hand do not notice a broken guard");
  if (wrong.reconciled.drifts.length === 0) broken.push("reconciliation does not notice a broken guard");

  const months = [...new Set(wrong.of("ledger").map(({ month }) => String(month)))];
  await reconcile(url, staff.admin.token, months, true);
  await admin.post("/local/drain");
  const repaired = await gather(victim, world);
  broken.push(...wrongTotals(repaired), ...repaired.reconciled.drifts.map((drift) => JSON.stringify(drift)));
  return { sentence: `a broken guard is noticed (${noticed} totals wrong) and repaired`, broken };
}
