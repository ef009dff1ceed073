import { afterAll, describe, expect, it } from "vitest";
import { CLOSING_NOTES } from "../../lib/service-requests/closing.ts";
import type { Json } from "../makers/client.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { requestInWork, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const admin = product.as(people.admin);
const agent = product.as(people.agent);
const technician = product.as(people.technician);
afterAll(product.stop);

const DAY = 86_400_000;
const read = async ({ id }: Json) => (await admin.get(`/service-requests/${id}`)).body;
const surveyOf = async ({ surveyId }: Json) => (await admin.get(`/surveys/${surveyId}`)).body;
const lastStep = ({ steps }: Json) => steps.at(-1);

/** A request that was resolved, and whose customer was asked how satisfied they are. */
async function asked(): Promise<Json> {
  const email = `${crypto.randomUUID()}@example.com`;
  const { id: customerId } = await created(admin, "/customers", { name: fresh("客户"), email });
  const request = await requestInWork(agent, technician, people.technician, { customerId });
  await created(technician, `/service-requests/${request.id}/resolve`, { resolution: "已修复" });
  await product.drain();
  const mail = (await product.mails()).find((one) => JSON.stringify(one).includes(email));
  return { ...(await read(request)), link: /\/rate\/[\w.-]+/.exec(mail?.body.text ?? "")?.[0] };
}

describe("a request whose customer was asked", () => {
  it("closes as soon as they answer, by their link or by phone", async () => {
    const [byLink, byPhone] = [await asked(), await asked()];
    expect([byLink.status, byPhone.status]).toEqual(["surveyed", "surveyed"]);
    expect((await product.anyone.post(byLink.link, { score: 5 })).status).toBe(200);
    expect((await agent.post(`/surveys/${byPhone.surveyId}/answer`, { score: 1 })).status).toBe(200);
    await product.drain();
    for (const request of [await read(byLink), await read(byPhone)]) {
      expect(request).toMatchObject({ status: "closed", closedAt: expect.any(String) });
      expect(request).not.toHaveProperty("closesAt");
      expect(lastStep(request)).toMatchObject({
        step: "closed",
        by: "system",
        note: CLOSING_NOTES.answered,
      });
    }
    // A closed one is reopened like any other, and its answer stands.
    const reopened = await agent.post(`/service-requests/${byPhone.id}/reopen`, { reason: "客户不满意" });
    expect([reopened.status, reopened.body.status]).toEqual([200, "in-progress"]);
    await product.drain();
    expect(await read(byPhone)).toMatchObject({ status: "in-progress" });
    expect(await surveyOf(byPhone)).toMatchObject({ status: "answered", score: 1 });
  });
});

/** The clock of a deployed product cannot be moved. */
describe.skipIf(product.deployed)(
  "the time of a request that waits for an answer",
  { timeout: 240_000 },
  () => {
    it("is over after the days that are set, and its survey still takes an answer", async () => {
      const setting = { answerWithinDays: 30, lowScore: 2, callBackWithinHours: 24, closeAfterDays: 1 };
      expect((await admin.put("/settings/satisfaction", setting)).status).toBe(200);
      const request = await asked();
      const { sentAt } = await surveyOf(request);
      const closesAt = new Date(Date.parse(sentAt) + DAY);
      expect(request.closesAt).toBe(closesAt.toISOString());
      await product.cloud.moveClock(new Date(closesAt.getTime() - 1_000));
      await product.drain();
      expect(await read(request)).toEqual((({ link: _, ...same }) => same)(request));

      await product.cloud.moveClock(new Date(closesAt.getTime() + 10_000));
      await product.drain();
      const closed = await read(request);
      expect(closed).toMatchObject({ status: "closed", version: request.version + 1 });
      expect(lastStep(closed)).toMatchObject({ step: "closed", note: CLOSING_NOTES.unanswered });
      expect((await product.anyone.post(request.link, { score: 4 })).status).toBe(200);
      await product.drain();
      expect(await read(request)).toEqual(closed);
      expect(await surveyOf(request)).toMatchObject({ status: "answered", score: 4 });
    });

    it("begins anew with the next resolution: a reopened request never closes at its old time", async () => {
      const request = await asked();
      await created(agent, `/service-requests/${request.id}/reopen`, { reason: "又漏水了" });
      await product.drain();
      const old = new Date(Date.parse(request.closesAt) + 10_000);
      await product.cloud.moveClock(new Date(Date.parse(request.closesAt) - DAY / 2));
      expect(await read(request)).not.toHaveProperty("closesAt");
      await created(technician, `/service-requests/${request.id}/resolve`, { resolution: "重新密封" });
      await product.drain();
      const again = await read(request);
      await product.cloud.moveClock(old);
      await product.drain();
      expect(await read(request)).toEqual(again);
      await product.cloud.moveClock(new Date(Date.parse(again.closesAt) + 10_000));
      await product.drain();
      expect(await read(request)).toMatchObject({ status: "closed", resolutionNumber: 2 });
      expect(product.cloud.deadLetters()).toEqual([]);
    });
  },
);
