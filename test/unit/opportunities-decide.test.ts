import { beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "../../lib/access/caller.ts";
import type { Person } from "../../lib/access/directory.ts";
import { decideOpportunity, newOpportunity } from "../../lib/opportunities/decide.ts";
import type { OpportunityInput } from "../../lib/opportunities/input.ts";
import { lost } from "../../lib/opportunities/lose.ts";
import { opportunityNoun } from "../../lib/opportunities/noun.ts";
import { opportunities } from "../../lib/opportunities/opportunity.ts";
import { pipeline } from "../../lib/opportunities/pipeline.ts";
import type { References } from "../../lib/opportunities/references.ts";
import { save } from "../../lib/opportunities/save.ts";
import { toItem } from "../../lib/table/entity.ts";

beforeAll(() => {
  process.env.TABLE_NAME = "guanxi";
});

const id = (prefix: string) => `${prefix}_01JCXW3V7Q8F2M4N6P8R0T2V4X`;
const now = new Date("2026-11-20T17:00:00Z");
const context = { caller: SYSTEM, now };
const cny = (amount: number) => ({ amount, currency: "CNY" });

const gone: Person = { ...SYSTEM, userId: id("usr"), active: false };
const references: References = {
  customer: { id: id("cus"), name: "Isdom", ownerId: undefined },
  owner: { userId: id("usr"), departmentId: id("dep") },
  people: new Map([[gone.userId, gone]]),
  offers: new Map([[id("prd"), { name: "GTX Pro", unitPrice: cny(482_100), active: false }]]),
  competitorIds: new Set(),
  partnerIds: new Set(),
  terms: { stages: pipeline.default.stages, timeZone: "Asia/Shanghai", baseCurrency: "CNY" },
};
const input: OpportunityInput = { name: "Isdom GTX Pro", lines: [{ productId: id("prd"), quantity: 1 }] };

describe("an opportunity decided from what was read", () => {
  it("begins today in the company's zone, and is stored as it is", () => {
    const { result, writes } = decideOpportunity(
      { name: "x", number: "OWN-1" },
      references,
      "OPP-1",
      context,
    );
    expect(result).toMatchObject({ number: "OWN-1", startedOn: "2026-11-21", amount: cny(0), lines: [] });
    expect(opportunities.schema.parse(writes[0]?.item.Put?.Item)).toEqual(
      opportunities.schema.parse({ ...result, claims: ["number:OWN-1"] }),
    );
  });

  it("may be of the past when it is taken over from an older system", () => {
    const old = { ...input, startedOn: "2016-10-25", expectedCloseOn: "2017-03-11" };
    expect(() => decideOpportunity(old, references, "OPP-1", context)).toThrow("is in the past");
    expect(() => decideOpportunity(input, references, "OPP-1", context)).toThrow("is not offered any more");
    const { result } = decideOpportunity(old, references, "OPP-1", context, { past: true });
    expect(result).toMatchObject({
      amount: cny(482_100),
      startedOn: "2016-10-25",
      expectedCloseOn: "2017-03-11",
    });
  });

  it("may come into being lost: counted in the month in which it was, never in the pipeline", () => {
    const opened = newOpportunity(input, references, "OPP-1", context, { past: true });
    const at = new Date("2017-03-10T16:30:00Z");
    const record = { ...opened, ...lost(opened, { reason: "unknown-then" }, at, "Asia/Shanghai") };
    const items = save(undefined, record).map(({ item }) => item.Put?.Item);
    expect(items.filter((item) => item?.ledger === "pipeline")).toEqual([]);
    expect(items.find((item) => item?.ledger === "sales")).toMatchObject({
      month: "2017-03",
      dimensions: { month: "2017-03", department: id("dep"), salesperson: id("usr") },
      measures: { lost: 1, "lost/reason/unknown-then": 1, "lost/source/unknown": 1 },
      changedAt: now.toISOString(),
    });
    const announced = opportunityNoun.announce(undefined, toItem(opportunities, record));
    expect(announced.map(({ name }) => name)).toEqual(["opportunity.created", "opportunity.lost"]);
    const timeline = opportunityNoun.timeline(undefined, toItem(opportunities, record));
    expect(timeline.map(({ kind }) => kind)).toEqual(["opportunity.created", "opportunity.lost"]);
  });

  it("announces nothing personal", () => {
    const { result } = decideOpportunity(
      { name: "王总的项目", decisionMaker: "王总工" },
      references,
      "OPP-1",
      context,
    );
    const [created] = opportunityNoun.announce(undefined, toItem(opportunities, result));
    expect(JSON.stringify(created)).not.toMatch(/王|Isdom/);
  });

  it("has no collaborator who left", () => {
    const shared = { name: "x", collaboratorIds: [gone.userId] };
    const other = {
      ...references,
      owner: { userId: id("usr").replace("4X", "4Y"), departmentId: undefined },
    };
    expect(() => decideOpportunity(shared, other, "OPP-1", context)).toThrow(
      expect.objectContaining({ code: "not-assignable", message: "the person is nobody who works here" }),
    );
  });
});
