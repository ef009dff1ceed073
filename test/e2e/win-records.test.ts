import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const manager = () => product.as(people.manager);
const admin = () => product.as(people.admin);

async function won(deal: Json, body: Json = {}): Promise<Json> {
  const answer = await manager().post(`/opportunities/${deal.id}/win`, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
const undo = (deal: Json) => manager().post(`/opportunities/${deal.id}/undo-win`, { reason: "withdrawn" });
const customerOf = async (deal: Json) => (await admin().get(`/customers/${deal.customerId}`)).body;

describe("orders", () => {
  it("are found by number, customer, owner and status, newest first, one call a page", async () => {
    const one = await won(await opportunity(seller(), { amount: yuan(1) }));
    const two = await won(await opportunity(seller(), { customerId: one.customerId, amount: yuan(2) }));
    await undo(one);
    await product.drain();
    const { number } = (await seller().get(`/orders/${two.orderId}`)).body;
    // The first cursor of a process makes or reads the secret that signs it.
    await seller().get("/orders?limit=1");
    const ids = async (query: string) => {
      const answer = await seller().get(`/orders${query}`);
      expect([answer.status, answer.calls]).toEqual([200, 1]);
      return answer.body.items.map(({ id }: Json) => id);
    };
    expect(await ids(`?number=${number}`)).toEqual([two.orderId]);
    expect(await ids(`?customerId=${one.customerId}`)).toEqual([two.orderId, one.orderId]);
    expect(await ids(`?customerId=${one.customerId}&status=cancelled`)).toEqual([one.orderId]);
    expect((await ids(`?ownerId=${people.salesperson.id}&status=placed`))[0]).toBe(two.orderId);
    expect((await ids("?limit=1"))[0]).toBe(two.orderId);
    const history = (await seller().get(`/orders/${one.orderId}/history`)).body.items;
    expect(history[0].changes).toContainEqual({ field: "status", from: "placed", to: "cancelled" });
  });

  it("are shown to those who sold it and to the customer's owner, and exist for nobody else", async () => {
    const mate = await hire(product, { departmentId: people.departments.south.id });
    const deal = await won(
      await opportunity(seller(), {
        salesTeam: [
          { userId: people.salesperson.id, share: 5_000 },
          { userId: mate.id, share: 5_000 },
        ],
      }),
    );
    await product.drain();
    const path = `/orders/${deal.orderId}`;
    expect((await product.as(mate).get(path)).status).toBe(200);
    expect((await product.as(mate).get("/orders")).body.items.map(({ id }: Json) => id)).toEqual([
      deal.orderId,
    ]);
    expect((await product.as(people.southerner).get(path)).status).toBe(404);
    expect((await product.as(people.southerner).get("/orders")).body.items).toEqual([]);
    expect(
      (await product.as(people.southerner).get(`/orders?customerId=${deal.customerId}`)).body.items,
    ).toEqual([]);
    expect((await product.as(people.agent).get(path)).status).toBe(200);
  });

  it("stand on the customer's timeline with the win", async () => {
    const deal = await won(await opportunity(seller()));
    await undo(deal);
    await product.drain();
    const { items } = (await seller().get(`/customers/${deal.customerId}/timeline`)).body;
    const kinds = items.map(({ kind }: Json) => kind);
    for (const kind of [
      "opportunity.won",
      "order.placed",
      "customer.type-changed",
      "opportunity.win-undone",
      "order.cancelled",
    ])
      expect(kinds).toContain(kind);
  });
});

describe("the customer of a win", () => {
  it("becomes active though it was deactivated; undone, it is potential", async () => {
    const deal = await opportunity(seller());
    const off = await admin().post(`/customers/${deal.customerId}/deactivate`, { reason: "moved away" });
    expect([off.status, off.body.type]).toEqual([200, "inactive"]);
    await won(deal);
    const active = await customerOf(deal);
    expect([active.type, active.wins, active.inactiveReason]).toEqual(["active", 1, undefined]);
    await undo(deal);
    expect(await customerOf(deal)).toMatchObject({ type: "potential", wins: 0 });
  });

  it("stays inactive when its win is undone later, and comes back without it", async () => {
    const deal = await opportunity(seller());
    await won(deal);
    await admin().post(`/customers/${deal.customerId}/deactivate`, { reason: "closed down" });
    expect((await undo(deal)).status).toBe(200);
    expect(await customerOf(deal)).toMatchObject({ type: "inactive", wins: 0 });
    const back = await admin().post(`/customers/${deal.customerId}/reactivate`);
    expect(back.body.type).toBe("potential");
  });

  it("may be changed by others at the same moment: nothing is lost", async () => {
    const { id: customerId } = await created(seller(), "/customers", { name: fresh("忙客户") });
    const deals = [];
    for (let index = 0; index < 6; index += 1) deals.push(await opportunity(seller(), { customerId }));
    const patches = Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        seller().patch(`/customers/${customerId}`, { employees: index }),
      ),
    );
    const wins = await Promise.all(deals.map((deal) => manager().post(`/opportunities/${deal.id}/win`)));
    expect(wins.map(({ status }) => status)).toEqual(deals.map(() => 200));
    const changed = (await patches).filter(({ status }) => status === 200).length;
    const customer = (await admin().get(`/customers/${customerId}`)).body;
    // Created, made potential by the first opportunity, and once for each win and change.
    expect([customer.wins, customer.version]).toEqual([6, 2 + 6 + changed]);
  });

  it("was deleted: nothing is booked", async () => {
    const deal = await opportunity(seller());
    const gone = await admin().delete(`/customers/${deal.customerId}`);
    if (gone.status !== 204) return expect(gone.status).toBe(409);
    const answer = await manager().post(`/opportunities/${deal.id}/win`);
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      "the customer of this opportunity was deleted",
    ]);
    expect((await seller().get(`/opportunities/${deal.id}`)).body.status).toBe("executing");
  });
});
