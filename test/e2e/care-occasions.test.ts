import { afterAll, describe, expect, it } from "vitest";
import { daysBetween } from "../../lib/time/zone.ts";
import {
  address,
  cared,
  dayIn,
  mailsEveryHour,
  mailsTo,
  shippedRule,
  solarBirthday,
  switchedOn,
  timeIn,
} from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { complete, delivery, goods, line, order } from "../makers/delivery.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct({ lambdas: mailsEveryHour });
const people = await company(product);
const admin = product.as(people.admin);
const salesperson = product.as(people.salesperson);
const manager = product.as(people.manager);
afterAll(product.stop);

const careOf = async ({ customer }: { customer: Json }) => admin.all(`/care-mails?customerId=${customer.id}`);

/** The clock of a deployed product cannot be moved. */
describe.skipIf(product.deployed)("the sweep of a morning with every occasion", () => {
  it("cares for each customer as its rule says, once", async () => {
    const tomorrow = dayIn(product, 1);

    // Delivered today; asked the day after.
    const bought = await cared(salesperson);
    const pump = await goods(admin, "热泵机组", 24);
    const sold = await order(salesperson, manager, [line(pump, 1)], { customerId: bought.customer.id });
    const plan = await delivery(admin, sold, [{ plannedOn: dayIn(product, 0) }]);
    expect(
      (await complete(admin, plan, 1, { lines: [line(pump, 1, [fresh("SN").replace(" ", "-")])] })).status,
    ).toBe(200);
    await switchedOn(admin, "after-delivery", { occasion: { kind: "after-delivery", days: 1 } });

    // A warranty that ends some days after tomorrow, of a person.
    const email = address();
    const owner = await created(salesperson, "/customers", {
      name: fresh("赵先生"),
      kind: "person",
      email,
      language: "en",
      careMails: { consent: true },
    });
    const card = await created(admin, "/service-cards", {
      customerId: owner.id,
      productId: pump.id,
      serialNumber: fresh("OLD").replace(" ", "-"),
      deliveredOn: dayIn(product, -700),
      warrantyMonths: 24,
    });
    const daysBefore = daysBetween(tomorrow, card.warrantyUntil);
    expect(daysBefore).toBeGreaterThan(0);
    await switchedOn(admin, "warranty-ending", {
      occasion: { kind: "warranty-ending", daysBefore },
      taskFor: "all",
    });

    // Two years a member tomorrow.
    const member = await cared(salesperson);
    await created(admin, "/memberships", {
      customerId: member.customer.id,
      joinedOn: `${Number(tomorrow.slice(0, 4)) - 2}${tomorrow.slice(4)}`,
    });
    await switchedOn(admin, "membership-anniversary");

    // Bought so long ago that tomorrow's night finds them dormant.
    const asleep = await cared(salesperson);
    const deal = await opportunity(salesperson, {
      customerId: asleep.customer.id,
      amount: yuan(900),
      startedOn: dayIn(product, -181),
    });
    const won = await manager.post(`/opportunities/${deal.id}/win`, {
      wonAt: timeIn(product, -180, "10:00").toISOString(),
    });
    expect(won.status, JSON.stringify(won.body)).toBe(200);
    await switchedOn(admin, "dormant");

    // A key account whose visit is due.
    const account = await created(salesperson, "/customers", {
      name: fresh("大客户"),
      keyAccount: true,
      revisitEveryDays: 30,
      revisitOn: tomorrow,
    });
    await switchedOn(admin, "key-account-revisit");

    // A day of the company's own, for old customers alone.
    const festive = await cared(salesperson, {}, { tags: ["老客户"] });
    const common = await cared(salesperson);
    const { calendar, month, day } = solarBirthday(tomorrow);
    const rule = await created(admin, "/care-rules", {
      name: fresh("司庆"),
      occasion: { kind: "holiday", days: [{ calendar, month, day }] },
      audience: { tags: ["老客户"] },
    });
    await admin.post(`/care-rules/${rule.id}/switch-on`, {});
    await product.drain();

    const previews = await Promise.all(
      ["after-delivery", "warranty-ending", "membership-anniversary", "key-account-revisit"].map(
        async (name) => {
          const { id } = await shippedRule(admin, name);
          const { status, body } = await admin.post(`/care-rules/${id}/preview`, { on: tomorrow });
          expect(status, JSON.stringify(body)).toBe(200);
          return body.items.map(({ customerId }: Json) => customerId);
        },
      ),
    );
    expect(previews).toEqual([[bought.customer.id], [owner.id], [member.customer.id], [account.id]]);

    await product.cloud.moveClock(timeIn(product, 1, "10:30"));
    await product.drain();
    const expected: [Json, string, string][] = [
      [bought, "after-delivery", bought.email],
      [{ customer: owner }, "warranty-ending", email],
      [member, "membership-anniversary", member.email],
      [asleep, "dormant", asleep.email],
      [festive, "holiday", festive.email],
    ];
    for (const [whom, occasion, to] of expected) {
      const mails = await careOf(whom);
      expect(mails, occasion).toMatchObject([
        { occasion, status: expect.stringMatching(/^(sent|delivered)$/) },
      ]);
      expect(await mailsTo(product, to), occasion).toHaveLength(1);
    }
    expect(await careOf(common)).toEqual([]);
    const [anniversary] = await mailsTo(product, member.email);
    expect(anniversary?.body.text).toMatch(/2|两/);
    const [ending] = await mailsTo(product, email);
    expect(ending?.body.text).toContain(pump.name);

    const tasks = await salesperson.all("/me/tasks?status=open");
    const titled = (text: string) => tasks.filter(({ title }: Json) => title.includes(text));
    expect(titled("大客户回访")).toMatchObject([{ customerId: account.id }]);
    expect(titled("保修即将到期")).toMatchObject([{ customerId: owner.id }]);
    expect((await salesperson.get(`/customers/${account.id}`)).body.revisitOn).toBe(dayIn(product, 30));
    expect(await careOf({ customer: account })).toMatchObject([
      { status: "task", occasion: "key-account-revisit" },
    ]);

    // The next mornings bring nothing anew.
    await product.cloud.moveClock(timeIn(product, 2, "11:00"));
    await product.drain();
    for (const [whom, , to] of expected) {
      expect(await careOf(whom)).toHaveLength(1);
      expect(await mailsTo(product, to)).toHaveLength(1);
    }
    const later = await salesperson.all("/me/tasks?status=open");
    expect(later.filter(({ title }: Json) => title.includes("大客户回访"))).toHaveLength(1);
  });
});
