import { afterAll, describe, expect, it } from "vitest";
import {
  address,
  cared,
  dayIn,
  lunarBirthday,
  mailsEveryHour,
  mailsTo,
  shippedRule,
  solarBirthday,
  switchedOn,
  timeIn,
} from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct({ lambdas: mailsEveryHour });
const people = await company(product);
const admin = product.as(people.admin);
const salesperson = product.as(people.salesperson);
afterAll(product.stop);

/** The clock of a deployed product cannot be moved. */
const withClock = describe.skipIf(product.deployed);
const careMails = (query: string) => admin.all(`/care-mails?${query}`);
const previewOf = async (rule: Json, on: string) =>
  (await admin.post(`/care-rules/${rule.id}/preview`, { on, limit: 100 })).body;

withClock("birthday care", () => {
  it("greets persons and contacts on their day, once, in their language, and asks the owner to call the important ones", async () => {
    const date = dayIn(product, 1);
    const birthday = solarBirthday(date);
    const plain = await cared(salesperson, { birthday });
    const lunar = await cared(salesperson, { birthday: lunarBirthday(date) }, { language: "zh-TW" });
    const silent = await cared(salesperson, { birthday, careMails: { consent: false } });
    const mute = await cared(salesperson, { birthday, email: undefined });
    const early = await cared(salesperson, { birthday: solarBirthday(dayIn(product, 2)) });
    const email = address();
    const person = await created(salesperson, "/customers", {
      name: fresh("王小姐"),
      kind: "person",
      language: "en",
      keyAccount: true,
      email,
      birthday,
      careMails: { consent: true },
    });
    await product.drain();
    const rule = await shippedRule(admin, "birthday");
    expect(rule).toMatchObject({ on: false, isDefault: true, version: 0 });

    const seen = await previewOf(rule, date);
    const would = new Map(seen.items.map((item: Json) => [item.contactId ?? item.customerId, item]));
    expect([...would.keys()].sort()).toEqual(
      [plain.contact.id, lunar.contact.id, silent.contact.id, mute.contact.id, person.id].sort(),
    );
    const at = timeIn(product, 1, "09:00").toISOString();
    expect(would.get(plain.contact.id)).toMatchObject({
      recipientName: plain.contact.name,
      mail: { would: "send", at, template: "birthday" },
      task: false,
      done: false,
    });
    expect(would.get(silent.contact.id)).toMatchObject({
      mail: { would: "hold", reason: "no-consent", why: "they have not consented to care mails" },
    });
    expect(would.get(mute.contact.id)).toMatchObject({ mail: { would: "hold", reason: "no-address" } });
    expect(would.get(person.id)).toMatchObject({ mail: { would: "send" }, task: true });
    expect(await mailsTo(product, plain.email)).toEqual([]);

    await switchedOn(admin, "birthday");
    await product.cloud.moveClock(timeIn(product, 1, "09:10"));
    await product.drain();
    for (const one of [plain.email, lunar.email, email])
      expect(await mailsTo(product, one), one).toHaveLength(1);
    expect((await mailsTo(product, lunar.email))[0]?.subject).toMatch(/生日/);
    expect((await mailsTo(product, email))[0]?.subject).toMatch(/birthday/i);
    for (const one of [silent.email, mute.email, early.email])
      expect(await mailsTo(product, one)).toEqual([]);

    const kept = await careMails(`date=${date}`);
    const byWhom = new Map(kept.map((mail: Json) => [mail.contactId ?? mail.customerId, mail]));
    expect(byWhom.size).toBe(5);
    expect(byWhom.get(plain.contact.id)).toMatchObject({
      status: expect.stringMatching(/^(sent|delivered)$/),
      occasion: "birthday",
      ruleName: "生日祝福",
      customerOwnerId: people.salesperson.id,
    });
    expect(byWhom.get(silent.contact.id)).toMatchObject({ status: "held", reason: "no-consent" });
    expect(await careMails(`status=held&date=${date}`)).toHaveLength(2);
    expect(await careMails(`customerId=${plain.customer.id}`)).toHaveLength(1);
    const tasks = await salesperson.all("/me/tasks?status=open");
    expect(tasks.filter(({ title }: Json) => title.includes("致电祝贺生日"))).toMatchObject([
      { customerId: person.id, handlerId: people.salesperson.id },
    ]);
    const { timeline } = (await admin.get(`/customers/${plain.customer.id}/overview`)).body;
    expect(timeline.items.map(({ kind }: Json) => kind)).toContain("care.sent");

    // Again and again, at once, and the next day.
    await Promise.all(Array.from({ length: 5 }, () => admin.post("/care-rules/sweep")));
    await admin.post(`/care-rules/${rule.id}/switch-off`);
    await switchedOn(admin, "birthday");
    await Promise.all(Array.from({ length: 5 }, () => admin.post("/care-rules/sweep")));
    await product.drain();
    await product.cloud.moveClock(timeIn(product, 1, "10:00"));
    for (const one of [plain.email, lunar.email, email])
      expect(await mailsTo(product, one), one).toHaveLength(1);
    expect(await mailsTo(product, early.email)).toHaveLength(1);
    const done = await previewOf(rule, dayIn(product, 0));
    expect(done.items.find((item: Json) => item.contactId === early.contact.id)).toMatchObject({
      done: true,
    });
  });

  it("greets on the same day, once, whoever is entered after the morning's sweep, consents or gets an address by then", async () => {
    const date = dayIn(product, 1);
    const birthday = solarBirthday(date);
    const silent = await cared(salesperson, { birthday, careMails: { consent: false } });
    const mute = await cared(salesperson, { birthday, email: undefined }, { keyAccount: true });
    const later = await cared(salesperson);
    const tomorrow = await cared(salesperson);
    await product.cloud.moveClock(timeIn(product, 1, "15:00"));
    await product.drain();
    expect(await careMails(`customerId=${silent.customer.id}`)).toMatchObject([
      { status: "held", reason: "no-consent" },
    ]);
    expect(await careMails(`customerId=${later.customer.id}`)).toEqual([]);
    const path = ({ customer, contact }: Json) => `/customers/${customer.id}/contacts/${contact.id}`;
    const email = address();
    const entered = await cared(salesperson, { birthday: lunarBirthday(date) });
    await salesperson.patch(path(silent), { careMails: { consent: true } });
    await salesperson.patch(path(mute), { email });
    await salesperson.patch(path(later), { birthday });
    await salesperson.patch(path(tomorrow), { birthday: solarBirthday(dayIn(product, 1)) });
    await product.drain();
    for (const one of [silent.email, email, later.email, entered.email])
      expect(await mailsTo(product, one), one).toHaveLength(1);
    expect(await mailsTo(product, tomorrow.email)).toEqual([]);
    const [greeted] = await careMails(`customerId=${silent.customer.id}`);
    expect(greeted).toMatchObject({ status: expect.stringMatching(/^(sent|delivered)$/), date });
    expect([greeted.reason, greeted.why, greeted.belated]).toEqual([undefined, undefined, undefined]);
    const tasks = await salesperson.all("/me/tasks?status=open");
    expect(tasks.filter(({ customerId }: Json) => customerId === mute.customer.id)).toHaveLength(1);
    // Told again, and swept again.
    await salesperson.patch(path(silent), { careMails: { consent: false } });
    await salesperson.patch(path(silent), { careMails: { consent: true } });
    await salesperson.patch(path(later), { email: address() });
    await admin.post("/care-rules/sweep");
    await product.drain();
    await product.cloud.moveClock(timeIn(product, 1, "09:10"));
    await product.drain();
    for (const one of [silent.email, email, later.email, entered.email, tomorrow.email])
      expect(await mailsTo(product, one), one).toHaveLength(1);
    expect(await careMails(`customerId=${later.customer.id}`)).toHaveLength(1);
  });

  it("is cancelled for whoever withdraws their consent before it is sent", async () => {
    const date = dayIn(product, 1);
    const one = await cared(salesperson, { birthday: solarBirthday(date) });
    const other = await cared(salesperson, { birthday: solarBirthday(date) });
    await product.cloud.moveClock(timeIn(product, 1, "06:30"));
    await product.drain();
    expect(await careMails(`customerId=${one.customer.id}`)).toMatchObject([{ status: "queued" }]);
    await salesperson.patch(`/customers/${one.customer.id}/contacts/${one.contact.id}`, {
      careMails: { consent: false },
    });
    await product.drain();
    await product.cloud.moveClock(timeIn(product, 0, "09:10"));
    await product.drain();
    expect(await mailsTo(product, one.email)).toEqual([]);
    expect(await careMails(`customerId=${one.customer.id}`)).toMatchObject([{ status: "cancelled" }]);
    expect(await mailsTo(product, other.email)).toHaveLength(1);
  });
});
