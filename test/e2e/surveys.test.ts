import { afterAll, describe, expect, it } from "vitest";
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

const browser = { accept: "text/html,application/xhtml+xml" };
const form = { ...browser, "content-type": "application/x-www-form-urlencoded" };

/** A resolved request of a new customer, whose survey was sent. */
async function asked(customer: Json = {}) {
  const email = `${fresh("customer").replaceAll(/\W/g, "").toLowerCase()}-${Math.random().toString(36).slice(2)}@example.com`;
  const { id: customerId } = await created(admin, "/customers", { name: fresh("客户"), email, ...customer });
  const { id } = await requestInWork(agent, technician, people.technician, { customerId });
  const resolved = await created(technician, `/service-requests/${id}/resolve`, { resolution: "已更换阀门" });
  await product.drain();
  const request = (await admin.get(`/service-requests/${id}`)).body;
  const mail = (await product.mails()).find((mail) => JSON.stringify(mail).includes(email));
  const link = /\/rate\/[\w.-]+/.exec(mail?.body.text ?? "")?.[0] ?? "";
  return { customerId, email, resolved, request, mail, link };
}

const surveyOf = async ({ request }: { request: Json }) =>
  (await admin.get(`/surveys/${request.surveyId}`)).body;
const month = () => new Date(product.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 7);

describe("a survey", () => {
  it("is mailed once on resolution, opens a page of one tap, and takes one answer", async () => {
    const { request, mail, link, email } = await asked();
    expect(request.status).toBe("surveyed");
    expect((await product.mails()).filter((mail) => JSON.stringify(mail).includes(email))).toHaveLength(1);
    expect(mail?.subject).toContain("请为我们的服务评分");
    const page = await product.anyone.get(link, browser);
    expect([page.status, page.headers.get("content-type"), page.calls]).toEqual([
      200,
      "text/html; charset=utf-8",
      1,
    ]);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.body).toContain("您对这次服务满意吗？");
    expect(page.body).toContain(request.number);
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    expect(Buffer.byteLength(page.body)).toBeLessThan(30_000);

    const answer = await product.anyone.send("POST", link, "score=5&comment=%E8%B0%A2%E8%B0%A2", form);
    expect([answer.status, answer.calls], answer.body).toEqual([200, 2]);
    expect(answer.body).toContain("我们已收到您的评价");
    const survey = await surveyOf({ request });
    expect(survey).toMatchObject({
      status: "answered",
      score: 5,
      comment: "谢谢",
      channel: "page",
      agentId: people.technician.id,
      departmentId: people.technician.departmentId,
      tier: "default",
      requestNumber: request.number,
    });

    const again = await product.anyone.send("POST", link, "score=1", form);
    expect(again.status).toBe(409);
    expect(again.body).toContain("您已经评价过这次服务");
    expect((await product.anyone.get(link, browser)).body).toContain("您已经评价过这次服务");
    expect(await surveyOf({ request })).toEqual(survey);
  });

  it("takes one answer of many that come at once", async () => {
    const { link, request } = await asked();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((score) => product.anyone.send("POST", link, `score=${score}`, form)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const kept = answers.findIndex(({ status }) => status === 200) + 1;
    expect(await surveyOf({ request })).toMatchObject({ score: kept, version: 2 });
  });

  it.each([
    { language: "zh-TW", question: "您對這次服務滿意嗎？", subject: "請為我們的服務評分" },
    { language: "en", question: "How satisfied are you?", subject: "How did we do?" },
  ])("speaks the customer's language: $language", async ({ language, question, subject }) => {
    const { mail, link } = await asked({ language });
    expect(mail?.subject).toContain(subject);
    const page = await product.anyone.get(link, browser);
    expect(page.body).toContain(question);
    expect(page.body).toContain(`<html lang="${language}">`);
  });

  it("shows what a customer wrote as text", async () => {
    const { link, request, customerId } = await asked();
    const comment = `<script>alert("x")</script> & 'more'`;
    const sent = await product.anyone.send(
      "POST",
      link,
      new URLSearchParams({ score: "4", comment }).toString(),
      form,
    );
    expect(sent.status).toBe(200);
    expect(await surveyOf({ request })).toMatchObject({ comment });
    await product.drain();
    const { timeline } = (await admin.get(`/customers/${customerId}/overview`)).body;
    expect(timeline.items.find(({ kind }: Json) => kind === "survey.answered")).toMatchObject({
      data: { score: 4, comment },
    });
  });

  it("counts a comment's lines as the page does: one sign for each end", async () => {
    const { link, request } = await asked();
    const lines = Array.from({ length: 500 }, () => "好的哦");
    const sent = new URLSearchParams({ score: "4", comment: lines.join("\r\n") }).toString();
    expect((await product.anyone.send("POST", link, sent, form)).status).toBe(200);
    expect((await surveyOf({ request })).comment).toBe(lines.join("\n"));
  });

  it("refuses what is no answer, and a link that is none of ours, with a page that says why", async () => {
    const { link } = await asked({ language: "zh-TW" });
    const long = "x".repeat(100_000);
    for (const [body, pointer, sentence] of [
      [{ score: 6 }, "/score", "must be a whole number from 1 to 5"],
      [{ score: "" }, "/score", "must be a whole number from 1 to 5"],
      [{ comment: "x" }, "/score", "must be a whole number from 1 to 5"],
      [{ score: 3, admin: true }, "/admin", "is not a field known here"],
      [{ score: 3, comment: long }, "/comment", "must have at most 2000 characters"],
    ] as const) {
      const sent = Object.entries(body).map(([name, value]) => `${name}=${value}`);
      const page = await product.anyone.send("POST", link, sent.join("&"), form);
      expect([page.status, page.headers.get("content-type")], pointer).toEqual([
        400,
        "text/html; charset=utf-8",
      ]);
      expect(page.body, pointer).toContain("選擇 1 到 5 分；意見最多 2000 個字");
      expect(page.body, pointer).toContain('<html lang="zh-TW">');
      const refused = await product.anyone.post(link, body);
      expect([refused.status, refused.body.errors], pointer).toEqual([400, [{ pointer, detail: sentence }]]);
    }
    const large = await product.anyone.send("POST", link, `score=3&comment=${"x".repeat(300_000)}`, form);
    expect(large.status).toBe(413);
    const forged = `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`;
    const dragged = `${link}${"x".repeat(200)}`;
    for (const path of [forged, "/rate/nothing", link.replace(/\.[\w-]+$/, ""), dragged]) {
      const page = await product.anyone.get(path, browser);
      expect(page.status, path).toBe(404);
      expect(page.body).toContain("这个链接无效");
    }
    const program = await product.anyone.post(forged, { score: 5 });
    expect([program.status, program.body.code]).toEqual([404, "not-found"]);
    expect((await product.anyone.post(link, { score: 5 })).status).toBe(200);
  });

  it("is closed when its request is reopened, and the next resolution asks anew", async () => {
    const { request, link } = await asked();
    await created(agent, `/service-requests/${request.id}/reopen`, { reason: "又漏水了" });
    await product.drain();
    const late = await product.anyone.send("POST", link, "score=1", form);
    expect(late.status).toBe(410);
    expect(late.body).toContain("<h1>暂时无法评分</h1>");
    expect(late.body).toContain("这次服务正在重新处理");
    const byPhone = await agent.post(`/surveys/${request.surveyId}/answer`, { score: 1 });
    expect([byPhone.status, byPhone.body.detail]).toEqual([
      410,
      "this survey takes no answer any more: its request was reopened",
    ]);
    await created(technician, `/service-requests/${request.id}/resolve`, { resolution: "重新密封" });
    await product.drain();
    const now = (await admin.get(`/service-requests/${request.id}`)).body;
    expect(now).toMatchObject({ status: "surveyed", resolutionNumber: 2 });
    expect(now.surveyId).not.toBe(request.surveyId);
  });

  it("is never open beside another of its request, however late a reopening is told", async () => {
    const { request, customerId } = await asked();
    await created(agent, `/service-requests/${request.id}/reopen`, { reason: "又漏水了" });
    await created(technician, `/service-requests/${request.id}/resolve`, { resolution: "重新密封" });
    await product.drain();
    const all = await admin.all(`/surveys?customerId=${customerId}`);
    expect(all.map(({ status, resolutionNumber }: Json) => [resolutionNumber, status]).toSorted()).toEqual([
      [1, "closed"],
      [2, "open"],
    ]);
  });

  it("waits for an answer by phone where there is no address", async () => {
    const { id: customerId } = await created(admin, "/customers", { name: fresh("无邮箱客户") });
    const { id } = await requestInWork(agent, technician, people.technician, { customerId });
    await created(technician, `/service-requests/${id}/resolve`, { resolution: "已修复" });
    await product.drain();
    const { surveyId } = (await admin.get(`/service-requests/${id}`)).body;
    expect((await admin.get(`/surveys/${surveyId}`)).body).toMatchObject({
      status: "open",
      sentBy: "nothing",
    });
    const answer = await agent.post(`/surveys/${surveyId}/answer`, { score: 4, comment: "还不错" });
    expect([answer.status, answer.calls]).toEqual([200, 2]);
    expect(answer.body).toMatchObject({ status: "answered", score: 4, channel: "phone" });
    const second = await agent.post(`/surveys/${surveyId}/answer`, { score: 5 });
    expect([second.status, second.body.detail]).toEqual([
      409,
      "a survey takes one answer, and this one has it",
    ]);
  });

  it("is looked for in the list of its state alone", async () => {
    const { request } = await asked();
    const found = await agent.get("/surveys?status=open&limit=1");
    expect(found.body.items).toMatchObject([{ id: request.surveyId, status: "open" }]);
    // One a year until the page is full.
    if (!product.deployed) expect(found.calls).toBeLessThanOrEqual(3);
  });

  it("with a low score gives the agent's manager a task, once", async () => {
    const { link, request } = await asked();
    await product.anyone.send("POST", link, "score=2&comment=%E7%AD%89%E5%A4%AA%E4%B9%85", form);
    await product.anyone.send("POST", link, "score=1", form);
    const manager = product.as(people.serviceManager);
    const tasks = (await manager.all("/me/tasks?status=open")).filter(({ title }: Json) =>
      title.includes(request.number),
    );
    expect(tasks).toMatchObject([
      { origin: "customer", priority: "high", content: "等太久", customerId: request.customerId },
    ]);
  });
});

describe.skipIf(product.deployed)("the time of a survey", () => {
  it("is over after the days that are set, kindly", async () => {
    const setting = { answerWithinDays: 1, lowScore: 2, callBackWithinHours: 24 };
    expect((await admin.put("/settings/satisfaction", setting)).status).toBe(200);
    const { link, request } = await asked();
    await product.cloud.moveClock(new Date(product.now().getTime() + 86_460_000));
    const page = await product.anyone.get(link, browser);
    expect(page.status).toBe(410);
    expect(page.body).toContain("这个链接已过期");
    expect((await product.anyone.send("POST", link, "score=5", form)).status).toBe(410);
    expect(await surveyOf({ request })).toMatchObject({ status: "open", version: 1 });
  });
});

describe("the satisfaction report", () => {
  it("equals the answers, by everything that was frozen, and leads to them", async () => {
    const before = (await admin.get(`/reports/satisfaction?month=${month()}&groupBy=company`)).body.total;
    const all = [await asked(), await asked(), await asked()];
    for (const [index, score] of [5, 4, 1].entries()) {
      await product.anyone.send("POST", all[index]?.link ?? "", `score=${score}`, form);
    }
    // Who works where later changes nothing.
    await admin.patch(`/users/${people.technician.id}`, { departmentId: people.departments.east.id });
    await product.settled();
    const unanswered = await asked();
    await admin.patch(`/users/${people.technician.id}`, { departmentId: people.workshop.id });
    await product.settled();
    await product.drain();
    expect(unanswered.request.status).toBe("surveyed");

    const { total } = (await admin.get(`/reports/satisfaction?month=${month()}&groupBy=company`)).body;
    expect(total).toMatchObject({
      sent: before.sent + 4,
      answers: before.answers + 3,
      scores: { 1: before.scores[1] + 1, 4: before.scores[4] + 1, 5: before.scores[5] + 1 },
    });
    const answers: number = Object.values<number>(total.scores).reduce((sum, count) => sum + count, 0);
    expect(total.csat).toBe(Math.round(((total.scores[4] + total.scores[5]) / answers) * 10_000));
    for (const groupBy of ["agent", "department", "product", "tier"]) {
      const report = (await admin.get(`/reports/satisfaction?month=${month()}&groupBy=${groupBy}`)).body;
      expect(report.total, groupBy).toEqual(total);
      for (const row of report.rows) {
        const behind = await admin.all(row.href);
        expect(behind, row.href).toHaveLength(row.sent);
        expect(behind.filter(({ status }: Json) => status === "answered")).toHaveLength(row.answers);
      }
    }
    const own = (await technician.get(`/reports/satisfaction?month=${month()}&groupBy=tier`)).body;
    expect(own).toMatchObject({ scope: "own", total: { sent: total.sent } });
    const other = (await product.as(people.otherTechnician).get(`/reports/satisfaction?month=${month()}`))
      .body;
    expect(other).toMatchObject({ scope: "own", rows: [], total: { sent: 0, answers: 0 } });
    const proof = await admin.post("/admin/reconcile", { months: [month()], repair: false });
    expect([proof.status, proof.body.drifts]).toEqual([200, []]);
  });
});
