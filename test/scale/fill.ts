import { chance as chanceOf } from "../../infra/local/demo/random.ts";
import { makeCustomer } from "./customer-items.ts";
import { itemsOf, totalsKept } from "./table-items.ts";
import type { World } from "./world.ts";
import type { Writer } from "./writer.ts";

/** A customer to ask for, with records of its own. */
export interface Sample {
  readonly customerId: string;
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  /** Executing, with a planned follow-up. */
  readonly opportunityId: string;
  readonly opportunityNumber: string;
  readonly followUpId: string;
  /** Which of the salespeople owns it. */
  readonly owner: number;
}

export interface Filled {
  readonly samples: readonly Sample[];
  readonly items: number;
  readonly seconds: number;
}

const SAMPLES = 90;
const SEED = 20_261_122;

/** Fills the table with so many customers and all that belongs to them, and takes samples from all over it. */
export async function fill(
  customers: number,
  world: World,
  writer: Writer,
  { now, told }: { now: Date; told: (made: number) => void },
): Promise<Filled> {
  const began = performance.now();
  const chance = chanceOf(SEED);
  const totals = totalsKept();
  const samples: Sample[] = [];
  for (let index = 0; index < customers; index++) {
    const made = await makeCustomer(index, world, chance, now);
    const items = itemsOf(made.writes);
    totals.add(items);
    writer.write(items);
    const { customer, opportunities, followUpIds } = made;
    const executing = opportunities.find(({ status }) => status === "executing");
    const [followUpId] = followUpIds;
    const due = samples.length <= (index / customers) * SAMPLES;
    const owner = index % world.owners.length;
    // In turn of everybody: where a list is read from may depend on whose it is.
    const isTurn = due && owner === samples.length % world.owners.length;
    if (isTurn && executing !== undefined && followUpId !== undefined && customer.phone !== undefined)
      samples.push({
        customerId: customer.id,
        name: customer.name,
        number: customer.number,
        phone: customer.phone,
        opportunityId: executing.id,
        opportunityNumber: executing.number,
        followUpId,
        owner,
      });
    if (index % 5_000 === 0) told(index);
  }
  writer.write(totals.items());
  writer.end();
  return { samples, items: writer.written, seconds: (performance.now() - began) / 1_000 };
}
