import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { entriesOfMonth, entryPartition } from "../../lib/aggregates/ledger.ts";
import { bookingKey } from "../../lib/opportunities/booking.ts";
import { purchaseLedger } from "../../lib/performance/ledgers.ts";
import { isGone } from "../../lib/projections/project.ts";
import {
  faultLedger,
  serviceCostLedger,
  serviceProductLedger,
  serviceTierLedger,
} from "../../lib/service-requests/ledgers.ts";
import { productSatisfactionLedger, tierSatisfactionLedger } from "../../lib/surveys/ledgers.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import { COPY, type Item } from "../../lib/table/entity.ts";
import { query } from "../../lib/table/query.ts";
import { dayIn, solarBirthday } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { created, opportunity, yuan } from "../makers/deal.ts";
import { complete, delivery, goods, line, order } from "../makers/delivery.ts";
import { startProduct } from "../makers/product.ts";
import { requestInWork, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const admin = product.as(people.admin);
const technician = product.as(people.technician);
afterAll(product.stop);

const all = (pk: string) => query({ index: "table", key: pk }, { order: "ascending" });
const kept = async (ids: readonly string[]) =>
  (await Promise.all(ids.map(async (id) => (await all(id)).filter(({ sk }) => String(sk).startsWith(COPY)))))
    .flat()
    .filter((item) => !isGone(item));
/** Where a copy is found. */
const placeOf = ({ pk, sk, ownerPk, listSk, namePk, nameSk }: Item) => [
  pk,
  sk,
  ownerPk,
  listSk,
  namePk,
  nameSk,
];
const drop = ({ pk, sk }: Item) =>
  documents().send(new DeleteCommand({ TableName: tableName(), Key: { pk, sk } }));
const write = (item: Item) => documents().send(new PutCommand({ TableName: tableName(), Item: item }));

/** The entries of a month in ledgers that 0.1.0 did not keep so. */
async function entriesSinceThen(month: string): Promise<Item[]> {
  const keptSo = [
    productSatisfactionLedger,
    tierSatisfactionLedger,
    serviceProductLedger,
    serviceTierLedger,
    faultLedger,
  ];
  const found = keptSo.map((ledger) =>
    query({ index: "byAll", key: entriesOfMonth(ledger, month) }, { order: "ascending" }),
  );
  return (await Promise.all(found)).flat();
}

/** What a technician is shown of their month. */
function ofTechnician(month: string): Promise<Json[]> {
  const asked = [
    "satisfaction?groupBy=product&",
    "satisfaction?groupBy=tier&",
    "response-times?groupBy=product&",
    "response-times?groupBy=tier&",
    "faults?",
  ];
  return Promise.all(
    asked.map(async (report) => (await technician.get(`/reports/${report}month=${month}`)).body),
  );
}

/** Walks through all records; how many were renewed. */
async function renewed(limit: number): Promise<number> {
  let sum = 0;
  let cursor: string | null = null;
  do {
    const { status, body }: Json = await admin.post("/admin/renew", {
      limit,
      ...(cursor !== null && { cursor }),
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.looked).toBeLessThanOrEqual(limit);
    sum += body.renewed;
    cursor = body.nextCursor;
  } while (cursor !== null);
  await product.drain();
  return sum;
}

/** A customer of whom there is some of everything that later releases keep more of. */
async function customerOfOld() {
  const seller = product.as(people.salesperson);
  const { id: customerId } = await created(seller, "/customers", {
    name: "恒温设备",
    email: "heng@example.com",
  });
  const contact = await created(seller, `/customers/${customerId}/contacts`, {
    name: "沈建国",
    email: "shen@example.com",
    birthday: solarBirthday(dayIn(product, 0)),
    careMails: { consent: true },
  });
  const pump = await goods(admin, "热泵", 12);
  const sold = await order(seller, product.as(people.manager), [line(pump, 2)], { customerId });
  const planned = await delivery(seller, sold, [{ plannedOn: dayIn(product, 0) }]);
  const done = await complete(seller, planned, 1, { deliveredOn: dayIn(product, 0) });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  const coming = await delivery(seller, await order(seller, product.as(people.manager), [line(pump, 1)]), [
    { plannedOn: dayIn(product, 9) },
  ]);
  const request = await requestInWork(product.as(people.agent), technician, people.technician, {
    customerId,
    faultCategory: "leak",
  });
  await created(technician, `/service-requests/${request.id}/work`, {
    minutes: 40,
    description: "换阀",
    cost: yuan(120),
  });
  await created(technician, `/service-requests/${request.id}/resolve`, { resolution: "已修复" });
  await product.drain();
  const [card] = await seller.all(`/service-cards?customerId=${customerId}`);
  return { customerId, contact, pump, sold, planned, coming, request, card };
}

describe("records that an earlier release wrote", () => {
  it("are found, counted and closed as those of this one, once they are renewed", async () => {
    const { customerId, contact, sold, planned, coming, request, card } = await customerOfOld();
    expect(await renewed(500)).toBe(0);

    const ids = [customerId, contact.id, sold.id, planned.id, coming.id, request.id, card.id];
    const copies = await kept(ids);
    const lists = new Set(copies.map(({ namePk }) => String(namePk).split("#").slice(0, 2).join("#")));
    expect([...lists]).toEqual(
      expect.arrayContaining([
        "care#birthday",
        "care#consenting",
        "care#delivered",
        "care#warranty",
        "delivery#open",
        "order#product",
      ]),
    );
    const purchases = entryPartition(purchaseLedger, { customer: customerId });
    const costs = entryPartition(serviceCostLedger, { customer: customerId });
    const before = { purchases: await all(purchases), costs: await all(costs) };
    const monthNow = dayIn(product, 0).slice(0, 7);
    // The ledgers by product, by tier and of faults say since then whose an entry is.
    const whose = await entriesSinceThen(monthNow);
    const reports = await ofTechnician(monthNow);
    expect([whose.length, reports.map(({ rows }) => rows.length)]).toEqual([5, [1, 1, 1, 1, 1]]);
    const { body: value } = await admin.get(`/customers/${customerId}/value`);
    const asked = (await admin.get(`/service-requests/${request.id}`)).body;
    expect(asked).toMatchObject({ status: "surveyed", closesAt: expect.any(String) });

    // As 0.1.0 left it.
    await Promise.all([...copies, ...before.costs, ...whose].map(drop));
    const [entry] = before.purchases;
    const amount = { purchases: 1, amount: sold.amount.amount };
    await write({ ...entry, measures: amount });
    const { sk } = bookingKey(sold.opportunityId);
    const booked = (await all(sold.opportunityId)).find((item) => item.sk === sk);
    const postings = ((booked?.postings ?? []) as Item[]).map((one) =>
      one.ledger === purchaseLedger.name ? { ...one, measures: amount } : one,
    );
    await write({ ...booked, postings });
    const { closesAt: _, ...left } =
      (await all(request.id)).find((item) => item.sk === "service-request") ?? {};
    await write(left);
    await product.drain();
    expect((await admin.get(`/customers/${customerId}/value`)).body).not.toEqual(value);

    expect((await ofTechnician(monthNow)).map(({ rows }) => rows)).toEqual([[], [], [], [], []]);

    expect(await renewed(3)).toBeGreaterThanOrEqual(ids.length);
    expect(await ofTechnician(monthNow)).toEqual(reports);
    expect((await entriesSinceThen(monthNow)).length).toBe(whose.length);
    expect((await kept(ids)).map(placeOf)).toEqual(copies.map(placeOf));
    expect(await all(costs)).toMatchObject(before.costs.map(({ measures }) => ({ measures })));
    expect(await all(purchases)).toMatchObject(before.purchases.map(({ measures }) => ({ measures })));
    expect((await admin.get(`/customers/${customerId}/value`)).body).toEqual(value);
    const closing = (await admin.get(`/service-requests/${request.id}`)).body;
    expect(closing).toMatchObject({
      status: "surveyed",
      version: asked.version + 1,
      closesAt: expect.any(String),
    });
    const { checked, drifts } = (await admin.post("/admin/reconcile", { months: [monthNow] })).body;
    expect([checked > 0, drifts]).toEqual([true, []]);

    expect(await renewed(50)).toBe(0);
  }, 120_000);

  it("are changed like those of this one, though they name a campaign in words", async () => {
    const { id } = await opportunity(admin);
    const item = (await all(id)).find(({ sk }) => sk === "opportunity");
    await write({ ...item, campaignId: "春季展会" });
    const changed = await admin.patch(`/opportunities/${id}`, { name: "恒温车间二期" });
    expect([changed.status, changed.body.campaignId]).toEqual([200, "春季展会"]);
    const refused = await admin.patch(`/opportunities/${id}`, { campaignId: "秋季展会" });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "/campaignId"]);
  });

  it("are renewed by administrators alone, and by a cursor of that walk alone", async () => {
    expect((await product.as(people.manager).post("/admin/renew", {})).status).toBe(403);
    const foreign = (await admin.get("/users?limit=1")).body.nextCursor;
    const { status, body } = await admin.post("/admin/renew", { cursor: foreign });
    expect([status, body.code]).toEqual([400, "invalid-cursor"]);
  });
});
