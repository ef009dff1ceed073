import { afterAll, expect, it } from "vitest";
import { deliveryPartCompleted } from "../../events/delivery.ts";
import { handler as openCards } from "../../functions/bus/open-service-cards.lambda.ts";
import { company } from "../makers/company.ts";
import { fresh, inDays } from "../makers/deal.ts";
import { complete, delivery, goods, line, order } from "../makers/delivery.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

it("the event of a delivered part opens its cards once, however often and at once it comes", async () => {
  const [seller, manager] = [product.as(people.salesperson), product.as(people.manager)];
  const pump = await goods(product.as(people.admin), "热泵", 12);
  const placed = await order(seller, manager, [line(pump, 20)]);
  const planned = await delivery(seller, placed, [{ plannedOn: inDays(product.now(), 0) }]);
  const serials = Array.from({ length: 12 }, () => fresh("S"));
  expect((await complete(seller, planned, 1, { lines: [line(pump, 20, serials)] })).status).toBe(200);
  const event = {
    "detail-type": deliveryPartCompleted.name,
    detail: {
      version: 1,
      deliveryId: planned.id,
      orderId: placed.id,
      customerId: placed.customerId,
      part: 1,
      deliveredOn: inDays(product.now(), 0),
    },
  };
  // Some of them at the moment at which the product's own is delivered.
  await Promise.all(Array.from({ length: 5 }, () => openCards(event)));
  await product.drain();
  await openCards(event);
  const cards = await seller.all(`/service-cards?customerId=${placed.customerId}`);
  expect(cards.map(({ serialNumber }) => serialNumber).sort()).toEqual([...serials, undefined].sort());
  expect(cards.find(({ serialNumber }) => serialNumber === undefined)?.quantity).toBe(8);
  expect(new Set(cards.map(({ number }) => number)).size).toBe(13);

  const changes = { warrantyMonths: 24, name: fresh("热泵二代") };
  expect((await product.as(people.admin).patch(`/products/${pump.id}`, changes)).status).toBe(200);
  await openCards(event);
  expect(await seller.all(`/service-cards?customerId=${placed.customerId}`)).toEqual(cards);
});

it("goods that left the catalogue before they were delivered get their card", async () => {
  const [seller, manager] = [product.as(people.salesperson), product.as(people.manager)];
  const pump = await goods(product.as(people.admin), "停产泵", 6);
  const placed = await order(seller, manager, [line(pump, 1)]);
  const planned = await delivery(seller, placed, [{ plannedOn: inDays(product.now(), 0) }]);
  expect((await product.as(people.admin).delete(`/products/${pump.id}`)).status).toBe(204);
  expect((await complete(seller, planned, 1)).status).toBe(200);
  await product.drain();
  const [card] = await seller.all(`/service-cards?customerId=${placed.customerId}`);
  expect(card).toMatchObject({ productName: pump.name, warrantyMonths: 6, customerId: placed.customerId });
});
