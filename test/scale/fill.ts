import { chance as chanceOf } from "../../infra/local/demo/random.ts";
import type { CustomerValue } from "../../lib/customer-value/customer-value.ts";
import type { Product } from "../makers/product.ts";
import { type Desk, openDesk } from "./desk.ts";
import { EVERY_END, makeEverything, makeSome } from "./making/belongings.ts";
import { begunCampaign, endedCampaign } from "./making/campaign.ts";
import { makeCustomer } from "./making/customer.ts";
import { begunRun, endRun, worthOf } from "./making/values.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { openTotals, type Totals } from "./totals.ts";
import { found, type World } from "./world.ts";
import type { Writer } from "./writer.ts";

export interface Filled {
  readonly world: World;
  readonly samples: readonly Sample[];
  readonly items: number;
  readonly seconds: number;
}

interface Filling {
  readonly now: Date;
  readonly told: (made: number) => void;
}

const SAMPLES = 90;
const SEED = 20_261_122;

/** Founds the company, fills the table with so many customers and all that belongs to them, and takes samples from all over it. */
export async function fill(customers: number, writer: Writer, filling: Filling): Promise<Filled> {
  const began = performance.now();
  const totals = openTotals();
  const desk = openDesk(writer.take(), totals);
  try {
    const world = await found(unpeopled(filling.now));
    desk.keep();
    const samples = await fillFrom(desk, totals, customers, world, writer, filling);
    writer.write([...desk.cleared(), ...desk.kept(), ...totals.items()]);
    writer.end();
    return { world, samples, items: writer.written, seconds: (performance.now() - began) / 1_000 };
  } finally {
    desk.close();
  }
}

/** A product into which nobody signs in yet. */
function unpeopled(now: Date): Pick<Product, "cloud"> {
  return { cloud: { now: () => now, issueToken: async () => "" } as Partial<Product["cloud"]> as never };
}

async function fillFrom(
  desk: Desk,
  totals: Totals,
  customers: number,
  world: World,
  writer: Writer,
  { now, told }: Filling,
): Promise<Sample[]> {
  const chance = chanceOf(SEED);
  const samples: Sample[] = [];
  const values: CustomerValue[] = [];
  const campaign = await begunCampaign(world, now);
  const run = await begunRun(world, now);
  desk.keep();
  for (let index = 0; index < customers; index++) {
    const isDue = samples.length <= (index / customers) * SAMPLES;
    // In turn of everybody: where a list is read from may depend on whose it is.
    const isSample = isDue && index % world.owners.length === samples.length % world.owners.length;
    const wanted = isSample ? { ends: EVERY_END, reachable: true } : undefined;
    const made = await makeCustomer(index, world, chance, now, wanted);
    const setting = { world, campaign, chance, now };
    if (isSample) samples.push(sampleOf(made.customer, made.deals, await makeEverything(made, setting)));
    else await makeSome(made, setting);
    const own = totals.own();
    const value = worthOf(made.customer, own, run, now);
    if (value !== undefined) values.push(value);
    writer.write([...desk.cleared(), ...own]);
    if (index % 5_000 === 0) told(index);
  }
  await endRun(run, customers, values, now, () => writer.write(desk.cleared()));
  await endedCampaign(campaign, customers);
  return samples;
}
