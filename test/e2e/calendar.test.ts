import { afterAll, describe, expect, it } from "vitest";
import { company, hire } from "../makers/company.ts";
import { created, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

const hours = (count: number) =>
  new Date(Math.round(product.now().getTime() / 60_000 + count * 60) * 60_000).toISOString();
/** What stands after the product's address. */
const pathOf = (url: string) => url.slice(product.url.length);
/** Lines as RFC 5545 unfolds them. */
const unfolded = (text: string) => text.replaceAll(/\r\n[ \t]/g, "").split("\r\n");

describe("the work plan as a calendar", () => {
  it.skipIf(product.deployed)(
    "shows planned follow-ups and open tasks to whoever holds its secret address, in UTC",
    async () => {
      const person = await hire(product, { departmentId: people.departments.east.id });
      const deal = await opportunity(product.as(person), {
        customer: { name: "苏州恒温;设备,有限公司".repeat(6) },
      });
      const plannedAt = hours(30);
      const followUp = await created(product.as(person), `/opportunities/${deal.id}/follow-ups`, {
        method: "visit",
        plannedAt,
        content: "第一行\n第二行\\;\r\nATTACH:http://evil.example",
      });
      const task = await created(product.as(person), "/tasks", { title: "整理报价", dueAt: hours(40) });
      await created(product.as(person), "/tasks", { title: "没有日期" });
      await product.drain();

      const link = await product.as(person).post("/me/calendar");
      expect([link.status, link.calls]).toEqual([201, 1]);
      const answer = await product.anyone.get(pathOf(link.body.url));
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        200,
        "text/calendar; charset=utf-8",
      ]);
      expect(answer.calls).toBe(3);
      const text: string = answer.body;
      expect(
        text
          .split("\r\n")
          .map((line) => Buffer.byteLength(line))
          .every((bytes) => bytes <= 75),
      ).toBe(true);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      const lines = unfolded(text);
      expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
      const utc = (at: string) => `${at.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
      expect(lines).toEqual(
        expect.arrayContaining([
          "VERSION:2.0",
          `UID:${followUp.id}@guanxi`,
          `DTSTART:${utc(plannedAt)}`,
          `UID:${task.id}@guanxi`,
          "SUMMARY:整理报价",
        ]),
      );
      expect(lines.find((line) => line.startsWith("SUMMARY:上门拜访"))).toContain(
        "苏州恒温\\;设备\\,有限公司",
      );
      expect(lines.find((line) => line.startsWith("DESCRIPTION:第一行"))).toContain(
        "第一行\\n第二行\\\\\\;\\nATTACH",
      );
      expect(lines.some((line) => line.startsWith("ATTACH"))).toBe(false);

      await product.cloud.moveClock(new Date(plannedAt));
      const later = unfolded((await product.anyone.get(pathOf(link.body.url))).body);
      // The follow-up stands for the task that appeared.
      expect(later.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
      await product.as(person).post(`/tasks/${task.id}/complete`, {});
      await product.drain();
      const rest = unfolded((await product.anyone.get(pathOf(link.body.url))).body);
      expect(rest.filter((line) => line.startsWith("UID:"))).toEqual([`UID:${followUp.id}@guanxi`]);
    },
  );

  it("has one address at a time, which can be revoked, and opens to no other", async () => {
    const person = await hire(product, { departmentId: people.departments.east.id });
    const first = pathOf((await product.as(person).post("/me/calendar")).body.url);
    expect((await product.anyone.get(first)).status).toBe(200);
    const second = pathOf((await product.as(person).post("/me/calendar")).body.url);
    expect((await product.anyone.get(first)).status).toBe(404);
    expect((await product.anyone.get(second)).status).toBe(200);
    expect((await product.as(person).delete("/me/calendar")).status).toBe(204);
    expect((await product.anyone.get(second)).status).toBe(404);
    const forged = second.replace(person.id, people.manager.id);
    for (const path of [forged, `${second.slice(0, -3)}abc`, "/me/calendar.ics?token=x"])
      expect((await product.anyone.get(path)).status).toBe(404);
    expect((await product.anyone.get("/me/calendar.ics")).status).toBe(400);
    expect((await product.anyone.post("/me/calendar")).status).toBe(401);
  });
});
