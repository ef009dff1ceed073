import { solarBirthday } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { fresh, inDays } from "../makers/deal.ts";
import { list, PAGE } from "./reads.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";

/** Somebody of marketing, and those of whose birthday and campaign they know. */
export interface CareDesk {
  readonly line: Line;
  readonly ruleId: string;
  readonly birthday: string;
  readonly guests: readonly string[];
  readonly segmentId: string;
  readonly campaignId: string;
}

const GUESTS = 3;

/** Customers of one birthday and one tag, and a campaign that is to be written to them. */
export async function openCareDesk(office: Line, line: Line): Promise<CareDesk> {
  const birthday = inDays(new Date(), 10);
  const tag = fresh("老客户");
  const guests: string[] = [];
  for (let index = 0; index < GUESTS; index += 1) {
    const name = fresh("沈建国");
    const { id }: Json = await office.send("POST", "/customers", 201, {
      name,
      kind: "person",
      email: `${name.replaceAll(/\D/g, "")}@cared.example`,
      birthday: solarBirthday(birthday),
      careMails: { consent: true },
      tags: [tag],
    });
    guests.push(id);
  }
  const rules = await list({ line }, "/care-rules?limit=20");
  const rule = rules.find(({ shipped }) => shipped === "birthday");
  const segment: Json = await line.send("POST", "/segments", 201, {
    name: fresh("人群"),
    conditions: { tags: [tag] },
  });
  const campaign: Json = await line.send("POST", "/campaigns", 201, {
    name: fresh("年末回馈"),
    segmentId: segment.id,
    words: { headline: "老客户专享", offer: "热泵九折" },
  });
  return { line, ruleId: rule.id, birthday, guests, segmentId: segment.id, campaignId: campaign.id };
}

export async function previewBirthdays({ line, ruleId, birthday, guests }: CareDesk): Promise<void> {
  const { items }: Json = await line.send("POST", `/care-rules/${ruleId}/preview`, 200, { on: birthday });
  const ids = items.map(({ customerId }: Json) => customerId);
  must(
    ids.toSorted().join() === guests.toSorted().join(),
    "a birthday's preview has everybody whose day it is, once",
  );
}

export async function countAudience({ line, segmentId, guests }: CareDesk): Promise<void> {
  const { count }: Json = await line.send("POST", `/segments/${segmentId}/count`, 200);
  must(count === guests.length, "an audience counts whoever is in it");
}

export async function listCampaigns(desk: CareDesk): Promise<void> {
  const items = await list(desk, `/campaigns?limit=${PAGE}`);
  must(
    items.some(({ id }) => id === desk.campaignId),
    "campaigns are listed",
  );
}

export async function listCareMails(desk: CareDesk): Promise<void> {
  const items = await list(desk, `/care-mails?limit=${PAGE}&date=${desk.birthday}`);
  must(items.length === 0, "nobody is cared for before the day");
}
