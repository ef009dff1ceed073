import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client, Json, Requester } from "../makers/client.ts";
import { created, fresh } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";
import { serviceCompany } from "../makers/service.ts";

let product: Product;
let people: Awaited<ReturnType<typeof serviceCompany>>;
let admin: Client;
let customer: Json;

beforeAll(async () => {
  product = await startProduct();
  people = await serviceCompany(product);
  admin = product.as(people.admin);
  customer = await created(admin, "/customers", { name: fresh("客户"), email: "past@example.com" });
});
afterAll(() => product.stop());

const columns = {
  No: "number",
  By: "technician",
  Customer: "customer",
  Day: "receivedOn",
  Time: "receivedTime",
  About: "subject",
  Kind: "type",
  Answered: "answered",
  Wait: "respondedAfter",
  Talk: "handledFor",
  Done: "resolved",
  How: "resolution",
  Score: "score",
};

/** Sends rows to an import of its own and gives the answer. */
async function send(rows: Json[], more: object = {}, by: Requester = people.admin): Promise<Json> {
  const client = product.as(by);
  const mapping = {
    resource: "service-request",
    columns,
    defaults: { channel: "phone" },
    upsertBy: "number",
  };
  const { id } = await created(client, "/imports", { ...mapping, ...more });
  const { status, body } = await client.post(`/imports/${id}/chunks/1`, { rows });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

const row = (more: Json = {}): Json => ({
  No: fresh("C"),
  By: people.technician.email,
  Customer: customer.name,
  Day: "2025-01-31",
  Time: "23:59:30",
  About: "热泵不制热",
  Kind: "repair",
  Answered: "Y",
  Wait: 20,
  Talk: "0:02:00",
  Done: "Y",
  How: "电话指导",
  Score: 5,
  ...more,
});

const errors = (body: Json) => body.errors.map(({ row, column, rule }: Json) => [row, column, rule]);
const find = async (number: string): Promise<Json> =>
  (await admin.get(`/service-requests?number=${encodeURIComponent(number)}`)).body.items[0];
const satisfaction = async (month: string): Promise<Json> => {
  await product.drain();
  return (await admin.get(`/reports/satisfaction?month=${month}&groupBy=company`)).body.total;
};

describe("a row with a service request of long ago", () => {
  it("brings its course and the answer, for whoever had it, and tells nobody", async () => {
    const sent = row();
    expect(await send([sent])).toMatchObject({ created: 1, errors: [] });
    await product.drain();
    const request = await find(sent.No);
    const steps = [
      ["received", "2025-01-31T15:59:30.000Z"],
      ["assigned", "2025-01-31T15:59:30.000Z"],
      ["started", "2025-01-31T15:59:50.000Z"],
      ["resolved", "2025-01-31T16:01:50.000Z"],
      ["closed", "2025-01-31T16:01:50.000Z"],
    ];
    expect(request.steps.map(({ step, at }: Json) => [step, at])).toEqual(steps);
    expect(request).toMatchObject({
      version: 1,
      status: "closed",
      takenOver: true,
      technicianId: people.technician.id,
      departmentId: people.workshop.id,
      customerId: customer.id,
      resolution: "电话指导",
    });
    expect(request.steps[3].by).toBe(people.technician.id);
    for (const promised of ["level", "firstResponseDueAt", "resolutionDueAt", "missed"])
      expect(request, promised).not.toHaveProperty(promised);
    // The customer was asked when it had ended, which was in February.
    expect(await satisfaction("2025-01")).toMatchObject({ sent: 0 });
    expect(await satisfaction("2025-02")).toMatchObject({ sent: 1, answers: 1, average: 5 });
    expect(
      (await product.mails()).filter((mail) => JSON.stringify(mail).includes("past@example.com")),
    ).toEqual([]);
    const { timeline } = (await admin.get(`/customers/${customer.id}/overview`)).body;
    expect(timeline.items.map(({ kind }: Json) => kind)).toContain("service-request.received");
  });

  it("is kept as missed when nobody answered, and in somebody's hands while it is not resolved", async () => {
    const missed = row({ Answered: "N", Wait: null, Talk: null, Done: null, Score: null });
    const open = row({ Done: "N", Score: 2 });
    const unasked = row({ Score: null, By: null });
    expect(await send([missed, open, unasked])).toMatchObject({ created: 2, failed: 1 });
    expect(await find(missed.No)).toMatchObject({ status: "missed", technicianId: people.technician.id });
    expect(await find(open.No)).toMatchObject({ status: "in-progress", surveyId: expect.any(String) });
    await product.drain();
    const times = (await admin.get("/reports/response-times?month=2025-01&groupBy=company")).body.total;
    expect(times).toMatchObject({
      received: 3,
      missed: 1,
      firstResponse: { count: 2 },
      resolution: { count: 1 },
    });
    const assigned = await admin.post(`/service-requests/${(await find(missed.No)).id}/assign`, {
      technicianId: people.technician.id,
    });
    expect([assigned.status, assigned.body.status]).toEqual([200, "assigned"]);
  });

  it("changes one that is there, ends it once, and never takes back what stands", async () => {
    const sent = row({ Day: "2025-03-03", Done: "N", Score: null });
    await send([sent]);
    expect(await send([sent])).toMatchObject({ unchanged: 1 });
    expect(await send([{ ...sent, About: "热泵漏水" }])).toMatchObject({ updated: 1 });
    const ended = { ...sent, About: "热泵漏水", Done: "Y", Score: 3 };
    expect(await send([ended, ended])).toMatchObject({ updated: 1, unchanged: 1, errors: [] });
    expect(await send([ended])).toMatchObject({ unchanged: 1 });
    expect(await satisfaction("2025-03")).toMatchObject({ sent: 1, answers: 1, average: 3 });
    const other = await created(admin, "/customers", { name: fresh("另一客户") });
    const refused = await send([
      { ...ended, Done: "N" },
      { ...ended, Score: 4 },
      { ...ended, By: people.otherTechnician.email },
      { ...ended, Customer: other.name },
      { ...ended, Day: "2025-03-04" },
      { ...ended, Wait: 21 },
      { ...ended, Answered: "N" },
      { ...ended, About: "又变了" },
    ]);
    expect(errors(refused)).toEqual([
      [1, undefined, "the request is resolved, and a row does not take that back"],
      [2, "Score", "a survey takes one answer, and this one has it"],
      [3, "By", "an import gives new requests their technician; assign this one instead"],
      [4, "Customer", "a request stays its customer's: take in another one"],
      [5, "Day", "it was received at 2025-03-03T15:59:30.000Z, and that stands"],
      [6, "Wait", "the customer heard from us at 2025-03-03T15:59:50.000Z, and that stands"],
      [7, "Answered", "whether the call was answered stands as it was recorded"],
      [8, undefined, "a closed request is not changed: reopen it first"],
    ]);
    expect(await satisfaction("2025-03")).toMatchObject({ sent: 1, answers: 1, average: 3 });
    const proof = await admin.post("/admin/reconcile", { months: ["2025-03"], repair: false });
    expect([proof.status, proof.body.drifts]).toEqual([200, []]);
  });

  it("is refused by itself when it says what cannot be", async () => {
    const missed = { Answered: "N", Wait: null, Talk: null, Done: null, Score: null };
    const refused = await send([
      row({ ...missed, Score: 4 }),
      row({ ...missed, Done: "Y" }),
      row({ ...missed, Wait: 3 }),
      row({ Score: 6 }),
      row({ Time: "25:00" }),
      row({ Wait: "soon" }),
      row({ How: null }),
      row({ Day: "2999-01-01" }),
      row({ Day: null }),
      row({ Kind: "telepathy" }),
      row({ By: people.finance.email }),
      row({ By: "Nobody Known" }),
      row({ Answered: "perhaps" }),
    ]);
    const none = "a call that nobody answered was not responded to, resolved or rated";
    expect(errors(refused)).toEqual([
      [1, "Score", none],
      [2, "Done", none],
      [3, "Wait", none],
      [4, "Score", "must be a whole number from 1 to 5"],
      [5, "Time", "must be a time of day such as 9:12 or 09:12:58"],
      [6, "Wait", "must be seconds such as 109, or minutes and seconds such as 2:23 or 0:02:23"],
      [7, "How", "must say how it was resolved: map a column to it, or give a default"],
      [8, "Day", "a request is recorded once it was received, not before"],
      [9, "Day", "must say when the request was received"],
      [10, "Kind", expect.stringMatching(/^there is no service type telepathy; there are repair/)],
      [11, "By", "lacks service-request:read and service-request:update"],
      [12, "By", "must be the name or e-mail of somebody who works here"],
      [13, "Answered", "must be yes or no"],
    ]);
  });

  it("acts as its sender, and in a dry run writes nothing", async () => {
    const client = product.as(people.salesperson);
    const refused = await client.post("/imports", {
      resource: "service-request",
      columns,
      upsertBy: "number",
    });
    expect(refused.status).toBe(403);
    const sent = row({ Day: "2025-05-05" });
    expect(await send([sent, row({ Score: 9 })], { dryRun: true })).toMatchObject({ created: 1, failed: 1 });
    expect(await find(sent.No)).toBeUndefined();
    expect(await satisfaction("2025-05")).toMatchObject({ sent: 0 });
  });
});
