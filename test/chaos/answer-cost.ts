import { clientOf } from "../makers/client.ts";
import type { Trial } from "./poison.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/** Answers that are given one after the other: together they would share what the stream writes. */
const ANSWERS = 5;

/** What an answer to how satisfied a customer is costs the table: its transaction, and all that follows from it. */
export async function answerCost(victim: Victim, world: World): Promise<Trial> {
  const { staff, ask, expect } = world;
  const drain = () => clientOf(victim.url, staff.admin.token).post("/local/drain");
  const surveys: string[] = [];
  for (let count = 0; count < ANSWERS; count += 1) {
    const body = {
      productId: world.goods.pump.id,
      type: "repair",
      channel: "phone",
      subject: world.name("计价"),
      technicianId: staff.technician.id,
    };
    const made = await expect(ask(staff.agent, "POST", "/service-requests", body), 201);
    const path = `/service-requests/${made?.id}`;
    await expect(ask(staff.technician, "POST", `${path}/resolve`, { resolution: "已修复" }), 200);
    await drain();
    const asked = await expect(ask(staff.agent, "GET", path), 200);
    surveys.push(asked?.surveyId);
  }
  const before = await victim.units();
  for (const id of surveys) {
    await expect(ask(staff.agent, "POST", `/surveys/${id}/answer`, { score: 5 }), 200);
    await drain();
  }
  const units = (await victim.units()) - before;
  return {
    sentence: `an answer costs ${(units / ANSWERS).toFixed(1)} write units: its own transaction, the totals of agent, department, company, product and tier, history, lists, and the request's end`,
    broken: units > 0 ? [] : ["nothing was counted"],
  };
}
