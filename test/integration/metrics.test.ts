import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { createRunner } from "../../infra/local/runner.ts";
import { BOOKS } from "../../lib/metrics/business.ts";
import { METRICS } from "../../lib/metrics/declared.ts";
import { cared, dayIn, mailsEveryHour, solarBirthday, switchedOn, timeIn } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { damageCustomer, damageLedger } from "../makers/damage.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { freshAddress, letter } from "../makers/letter.ts";
import { listenToFunctions } from "../makers/output.ts";
import { percent, plan } from "../makers/plan.ts";
import { startProduct } from "../makers/product.ts";
import { request, requestInWork, serviceCompany } from "../makers/service.ts";

// No campaign is under way: nothing is to be swept every quarter of an hour of the days to come.
const product = await startProduct({
  lambdas: mailsEveryHour.filter(({ name }) => name !== "sweep-campaigns"),
});
const output = listenToFunctions();
afterAll(async () => {
  output.stop();
  await product.stop();
});

const simulated = (fate: string) => `${fate}+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;

/** Some days of a company: enough of everything for every metric to be told. */
async function live(): Promise<void> {
  const people = await serviceCompany(product);
  const [admin, seller, manager] = [people.admin, people.salesperson, people.manager].map(product.as);
  const [agent, technician] = [people.agent, people.technician].map(product.as);
  await plan(product, product.as(people.finance), { rules: [percent(500)] });

  const [won, lost] = await Promise.all([
    opportunity(seller!, { amount: yuan(1_000) }),
    opportunity(seller!),
  ]);
  await manager!.post(`/opportunities/${won.id}/win`, {});
  await seller!.post(`/opportunities/${lost.id}/lose`, { reason: "price" });
  await seller!.post("/opportunities", { name: "" });

  const email = freshAddress();
  const { id: customerId } = await created(admin!, "/customers", { name: fresh("客户"), email });
  const { id } = await requestInWork(agent!, technician!, people.technician, { customerId });
  await created(technician!, `/service-requests/${id}/resolve`, { resolution: "已更换阀门" });
  await created(agent!, "/complaints", { content: "漏水", customerId });
  await request(agent!, { technicianId: people.technician.id });
  await product.drain();
  const asked = (await product.mails()).find((mail) => JSON.stringify(mail).includes(email));
  const link = /\/rate\/[\w.-]+/.exec(asked?.body.text ?? "")?.[0] ?? "";
  await product.anyone.send("POST", link, "score=4", { "content-type": "application/x-www-form-urlencoded" });

  const birthday = solarBirthday(dayIn(product, 1));
  await switchedOn(admin!, "birthday");
  await cared(seller!, { birthday });
  await cared(seller!, { birthday, careMails: { consent: false } });
  const [bounced, rejected] = [simulated("bounce"), freshAddress()];
  for (const address of [simulated("success"), simulated("complaint"), bounced])
    await letter(product, { to: { address } });
  // The address does not exist: nothing is sent to it any more.
  await letter(product, { to: { address: bounced }, occasion: "again" });
  product.cloud.tellOfMail(await letter(product, { to: { address: rejected } }), "reject");
  await product.drain();
  // Also longer than any target of service.
  await product.cloud.moveClock(timeIn(product, 4, "12:00"));
  await product.drain();

  await damageCustomer(customerId);
  await damageLedger();
  await admin!.get(`/customers/${customerId}`);
  await product.drain();
  await createRunner(lambdas).invoke("take-stock", { id: "00000000-0000-4000-8000-000000000000" });
}

const told = () =>
  output.metrics().flatMap((line: Json) => {
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
    return Metrics.map(({ Name, Unit }: Json) => ({
      name: Name,
      unit: Unit,
      namespace: Namespace,
      dimensions: Dimensions[0],
      value: line[Name],
      line,
    }));
  });

const sumOf = (name: string): number =>
  told()
    .filter((one: Json) => one.name === name)
    .reduce((sum: number, { value }: Json) => sum + Number(value), 0);

describe("the metrics of the product", { timeout: 240_000 }, () => {
  beforeAll(live, 240_000);

  test.each(METRICS.map((metric) => [metric.name, metric] as const))(
    "%s is told by the functions that it names, as it is declared, and by no other",
    (name, { unit, by, from }) => {
      const values = told().filter((one: Json) => one.name === name);
      expect(values).not.toHaveLength(0);
      for (const { unit: toldUnit, namespace, dimensions, line } of values) {
        expect([toldUnit, namespace, dimensions]).toEqual([unit, "guanxi", by === undefined ? [] : [by]]);
        if (by !== undefined) expect(line[by]).toEqual(expect.any(String));
        expect(from.some((one) => one === "*" || line.functionName.startsWith(one))).toBe(true);
        expect(line._aws.Timestamp).toEqual(expect.any(Number));
      }
    },
  );

  test("nothing else is told", () => {
    expect(new Set(told().map(({ name }: Json) => name))).toEqual(new Set(METRICS.map(({ name }) => name)));
  });

  test("figures of the business are those of the books", () => {
    const figures = Object.fromEntries(BOOKS.map(({ name }) => [name, sumOf(name)]));
    expect(figures).toEqual({
      WonAmount: 100_000,
      DealsWon: 1,
      DealsLost: 1,
      CommissionAmount: 5_000,
      RequestsReceived: 2,
      RequestsResolved: 1,
      TargetsMissed: expect.any(Number),
      ComplaintsReceived: 1,
      SurveyAnswers: 1,
      SurveyScore: 4,
    });
    expect(figures.TargetsMissed).toBeGreaterThan(0);
  });

  test("what became of mails is counted once each", () => {
    expect(
      Object.fromEntries(
        ["MailsBounced", "MailsComplained", "MailsSuppressed", "MailsFailed"].map((name) => [
          name,
          sumOf(name),
        ]),
      ),
    ).toEqual({
      MailsBounced: 1,
      MailsComplained: 1,
      MailsSuppressed: 1,
      MailsFailed: 1,
    });
    expect(sumOf("MailsQueued")).toBeGreaterThanOrEqual(sumOf("MailsSent") + 1);
    expect([sumOf("GreetingsSent"), sumOf("GreetingsHeld")]).toEqual([1, 1]);
  });

  test("a request that goes well tells of nothing but its cold start", () => {
    const areas = told().filter(({ line }: Json) => line.functionName.startsWith("api-"));
    expect(new Set(areas.map(({ name }: Json) => name))).toEqual(
      new Set(["ColdStart", "ClientErrors", "ServerErrors"]),
    );
  });
});
