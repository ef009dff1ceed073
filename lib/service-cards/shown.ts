import type * as z from "zod";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Page } from "../table/page.ts";
import { type Change, shownAs } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import type { ServiceCard, serviceCardAnswer } from "./service-card.ts";
import { warrantyVerdict } from "./warranty.ts";

type Shown = z.input<typeof serviceCardAnswer>;

/** A card with the verdict of today, in the company's zone. */
export async function shown(card: Promise<ServiceCard>, now: Date): Promise<Shown> {
  const found = await card;
  return (await judge(now))(found);
}

/** Cards with their verdicts. */
export async function shownAll(cards: readonly ServiceCard[], now: Date): Promise<Shown[]> {
  return cards.map(await judge(now));
}

/** A page of cards with their verdicts. */
export async function shownPage(page: Promise<Page<ServiceCard>>, now: Date): Promise<Page<Shown>> {
  const { items, nextCursor } = await page;
  return { items: await shownAll(items, now), nextCursor };
}

/** What a command makes of a card, with its verdict. */
export async function shownChange(change: Promise<Change<ServiceCard>>, now: Date): Promise<Change<Shown>> {
  return shownAs(await change, await judge(now));
}

async function judge(now: Date): Promise<(card: ServiceCard) => Shown> {
  const { timeZone } = await setting(company);
  const today = dateIn(now, timeZone);
  return (card) => ({ ...card, warranty: warrantyVerdict(card, today) });
}
