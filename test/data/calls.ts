import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { type Client, clientOf, type Json } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";
import { callsIn } from "./calls-figures.ts";

/** Where the data lies; it is no part of the product. */
export const CALLS = "../shared/data/call-center";
export const FILE = "call_center_iso.csv";
export const areThere = existsSync(CALLS);
if (!areThere) console.warn(`${CALLS} is not there: the import of a call centre's calls is not tested`);

const MINUTES = 60_000;

/**
 * Tests that a call centre brings its calls along and finds all of them in its reports, once.
 * @param expected what the reports are to say, in the terms of the data's `expected.json`
 */
export function bringsItsCallsAlong({ folder, expected }: { folder: string; expected: Json }) {
  const all = callsIn(readFileSync(join(folder, FILE), "utf8"));
  const waits = all.filter(({ answered }) => answered);
  const rows = expected.total.calls;
  let cloud: LocalCloud;
  let importer: Staff;
  let admin: Client;

  beforeAll(async () => {
    cloud = await startLocalCloud({ optimise: true });
    importer = await hire({ cloud }, { roles: ["admin"] });
    admin = clientOf(cloud.url, importer.token);
  });
  afterAll(() => cloud?.stop());

  /** `npm run import`, without npm. */
  function importAll(mapping: string, ...options: string[]): Promise<{ code: number | null; out: string }> {
    const child = spawn(process.execPath, ["infra/import/cli.ts", "--mapping", mapping, ...options, folder], {
      env: { ...process.env, GUANXI_URL: cloud.url, GUANXI_TOKEN: importer.token },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (text) => {
      out += text;
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
  }

  const months = Object.keys(expected.by_month).sort();
  const report = async (name: string, query: string) => {
    const { status, body } = await admin.get(`/reports/${name}?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const byName = (rows: Json[], figure: (row: Json) => unknown) =>
    Object.fromEntries(rows.map((row) => [row.agentName, figure(row)]));

  async function expectSatisfactionToEqual() {
    const all = `from=${months[0]}&to=${months.at(-1)}`;
    const { total } = await report("satisfaction", `${all}&groupBy=company`);
    const { "": _, ...distribution } = expected.rating_distribution;
    expect(total.scores).toEqual(distribution);
    expect([total.sent, total.answers]).toEqual([expected.total.rated, expected.total.rated]);
    expect(total.average).toBe(expected.total.rating_avg);
    // CSAT as DOMAIN has it, the share of 4 and 5, and as the data's publisher had it, the mean times 20.
    expect(total.csat).toBe(Math.round(expected.total.csat_top2_pct * 100));
    expect(total.csatOfMean).toBe(Math.round(expected.csat_pct_as_published * 100));

    const means: Record<string, number> = {};
    for (const one of months) {
      const { rows, total } = await report("satisfaction", `month=${one}&groupBy=agent`);
      expect(total.answers).toBe(expected.by_month[one].rated);
      for (const row of rows) means[`${row.agentName}|${one}`] = row.average;
    }
    expect(means).toEqual(expected.by_agent_month_rating_avg);
    const { rows } = await report("satisfaction", `${all}&groupBy=agent`);
    expect(byName(rows, ({ answers, average }) => [answers, average])).toEqual(
      ofAgents(({ rated, rating_avg }) => [rated, rating_avg]),
    );
    for (const groupBy of ["department", "product", "tier"])
      expect((await report("satisfaction", `${all}&groupBy=${groupBy}`)).total, groupBy).toEqual(total);
  }

  async function expectTimesToEqual() {
    const all = `from=${months[0]}&to=${months.at(-1)}`;
    const { rows, total, errorBound } = await report("response-times", `${all}&groupBy=agent`);
    const { calls, abandoned, answered, resolved, avg_speed_s } = expected.total;
    expect(total).toMatchObject({
      received: calls,
      missed: abandoned,
      firstResponse: { count: answered, meanSeconds: avg_speed_s, targetMet: 0, targetMissed: 0 },
      resolution: { count: resolved },
    });
    expect(
      byName(rows, ({ received, missed, firstResponse }) => [received, missed, firstResponse.meanSeconds]),
    ).toEqual(ofAgents(({ calls, abandoned, avg_speed_s }) => [calls, abandoned, avg_speed_s]));
    expect(errorBound).toBeLessThanOrEqual(0.02);
    expectTimesOf(total, waits);
    for (const row of rows)
      expectTimesOf(
        row,
        waits.filter(({ agent }) => agent === row.agentName),
      );
    for (const one of months) {
      const { total } = await report("response-times", `month=${one}&groupBy=company`);
      expectTimesOf(
        total,
        waits.filter(({ month }) => month === one),
      );
      const { firstResponse } = total;
      expect([firstResponse.count, firstResponse.meanSeconds]).toEqual([
        expected.by_month[one].answered,
        expected.by_month[one].avg_speed_s,
      ]);
    }
  }

  /** Means to the last figure, percentiles within 2 %. */
  function expectTimesOf({ firstResponse, resolution }: Json, calls: typeof waits) {
    const ends = calls.filter(({ resolved }) => resolved);
    const exact = [
      [firstResponse, calls.map(({ speed }) => speed)],
      [resolution, ends.map(({ speed, talk }) => speed + talk)],
    ] as const;
    for (const [times, seconds] of exact) {
      expect(times.count).toBe(seconds.length);
      expect(times.meanSeconds).toBeCloseTo(seconds.reduce((sum, one) => sum + one, 0) / seconds.length, 3);
      expect(Math.abs(times.p50Seconds / rank(seconds, 0.5) - 1)).toBeLessThanOrEqual(0.02);
      expect(Math.abs(times.p90Seconds / rank(seconds, 0.9) - 1)).toBeLessThanOrEqual(0.02);
    }
  }

  const ofAgents = (figure: (agent: Json) => unknown) =>
    Object.fromEntries(Object.entries<Json>(expected.by_agent).map(([name, agent]) => [name, figure(agent)]));

  const calls = (out: string) => out.match(/03-calls.*/)?.[0];

  it(
    "is tried first, and nothing is written",
    async () => {
      const team = await importAll("test/call-center/01-team.json");
      expect(team.code, team.out).toBe(0);
      expect((await importAll("test/call-center/02-agents.json")).code).toBe(0);
      const { code, out } = await importAll("test/call-center/03-calls.json", "--dry-run");
      expect(code, out).toBe(0);
      expect(calls(out)).toContain(`${rows} rows, ${rows} created, 0 updated, 0 unchanged, 0 failed`);
      expect((await admin.get("/service-requests?limit=1")).body.items).toEqual([]);
    },
    5 * MINUTES,
  );

  it(
    "finds in its reports what its file says, and the calls behind",
    async () => {
      const { code, out } = await importAll("test/call-center");
      expect(code, out).toBe(0);
      expect(calls(out)).toContain(`${rows} rows, ${rows} created, 0 updated, 0 unchanged, 0 failed`);
      await cloud.drain();
      await expectSatisfactionToEqual();
      await expectTimesToEqual();

      const lost = await admin.all("/service-requests?status=missed");
      expect(lost).toHaveLength(expected.total.abandoned);
      const [call] = (await admin.get("/service-requests?number=ID0001")).body.items;
      expect(call).toMatchObject({
        status: "closed",
        takenOver: true,
        receivedAt: "2021-01-01T01:12:58.000Z",
        firstRespondedAt: "2021-01-01T01:14:47.000Z",
        resolvedAt: "2021-01-01T01:17:10.000Z",
        subject: "Contract related",
        steps: ["received", "assigned", "started", "resolved", "closed"].map((step) => ({ step })),
      });
      expect((await admin.get(`/surveys/${call.surveyId}`)).body).toMatchObject({
        score: 3,
        month: "2021-01",
        agentId: call.technicianId,
        sentBy: "import",
      });
      expect(cloud.mails()).toEqual([]);
      expect(cloud.deadLetters()).toEqual([]);
    },
    5 * MINUTES,
  );

  it(
    "imports the same again, and nothing is counted twice",
    async () => {
      const { code, out } = await importAll("test/call-center", "--again");
      expect(code, out).toBe(0);
      expect(calls(out)).toContain(`${rows} rows, 0 created, 0 updated, ${rows} unchanged, 0 failed`);
      await cloud.drain();
      await expectSatisfactionToEqual();
      const proof = await admin.post("/admin/reconcile", { months, repair: false });
      expect([proof.status, proof.body.drifts]).toEqual([200, []]);
    },
    5 * MINUTES,
  );
}

/** A quantile by nearest rank. */
function rank(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
