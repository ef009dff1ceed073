import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ASSUMPTIONS } from "../../infra/cost/assumptions.ts";
import type { Deployed } from "../../infra/cost/deployed.ts";
import { billOf, estimate } from "../../infra/cost/estimate.ts";
import { ALL_METERS, sumOf, type Usage, usageOf } from "../../infra/cost/meters.ts";
import list from "../../infra/cost/prices.json" with { type: "json" };
import { PRICES, pricesFrom } from "../../infra/cost/prices.ts";
import type { Profile, Work } from "../../infra/cost/profile.ts";
import { sheet } from "../../infra/cost/sheet.ts";
import { touched, tracesOf, usageOfStanding, usageOfWork } from "../../infra/cost/usage.ts";
import { A_DAY, timesAMonth, volumeOf } from "../../infra/cost/volumes.ts";

const standing: Deployed = {
  alarms: 155,
  composites: 2,
  dashboards: 4,
  routes: 75,
  routeMetrics: false,
  metrics: { always: 7, whileWorking: 73 },
  memory: new Map([
    ["api", 512],
    ["sweep", 1024],
  ]),
  clocked: new Set(["sweep"]),
  keyUsers: { all: 60, always: 6 },
};

const nothing: Work = {
  requests: 0,
  answerBytes: 0,
  calls: 0,
  readUnits: 0,
  writeUnits: 0,
  storedBytes: 0,
  events: 0,
  eventBytes: 0,
  mails: 0,
  logBytes: 0,
  logLines: 0,
  functions: {},
};

const usages = fc
  .tuple(...ALL_METERS.map(() => fc.double({ min: 0, max: 1e9, noNaN: true })))
  .map((amounts): Usage => usageOf(Object.fromEntries(ALL_METERS.map((meter, at) => [meter, amounts[at]]))));
const close = (one: number, other: number) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(one), Math.abs(other)));

describe("a bill", () => {
  test("is amount by price, line by line", () => {
    const { lines, driver, total } = billOf(usageOf({ "dynamodb-writes": 2_000_000, mails: 500 }), PRICES);
    expect(lines.filter(({ usd }) => usd > 0)).toEqual([
      { meter: "dynamodb-writes", service: "DynamoDB", amount: 2_000_000, usd: 1.25 },
      { meter: "mails", service: "SES", amount: 500, usd: 0.08 },
    ]);
    expect(driver.meter).toBe("dynamodb-writes");
    close(total, 1.33);
  });

  test("is the sum of its services, and that of its lines", () => {
    fc.assert(
      fc.property(usages, fc.boolean(), (usage, freeTier) => {
        const { lines, services, total, driver } = billOf(usage, PRICES, { freeTier });
        close(
          services.reduce((sum, { usd }) => sum + usd, 0),
          total,
        );
        close(
          lines.reduce((sum, { usd }) => sum + usd, 0),
          total,
        );
        expect(lines.every(({ usd }) => usd <= driver.usd)).toBe(true);
      }),
    );
  });

  test("is linear without free tiers: so many times the usage is so many times the bill", () => {
    fc.assert(
      fc.property(usages, fc.integer({ min: 0, max: 1000 }), (usage, times) => {
        close(billOf(sumOf([[usage, times]]), PRICES).total, billOf(usage, PRICES).total * times);
      }),
    );
  });

  test("never falls below nothing with free tiers, and never rises by them", () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const free = billOf(usage, PRICES, { freeTier: true });
        expect(free.lines.every(({ usd }) => usd >= 0)).toBe(true);
        expect(free.total).toBeLessThanOrEqual(billOf(usage, PRICES).total);
      }),
    );
    expect(billOf(usageOf({ logins: 10_000 }), PRICES, { freeTier: true }).total).toBe(0);
    close(billOf(usageOf({ logins: 10_100 }), PRICES, { freeTier: true }).total, 1.5);
  });
});

describe("the price list", () => {
  test("has one price for each meter, with its date and its source", () => {
    expect(PRICES.region).toBe("us-east-1");
    for (const meter of ALL_METERS) expect(PRICES.of(meter).source).not.toBe("");
  });

  test.each([
    ["none", list.prices.slice(1), /has 0 prices for dynamodb-writes/],
    ["two", [...list.prices, ...list.prices.slice(0, 1)], /has 2 prices for dynamodb-writes/],
  ])("with %s for a meter is refused", (_, prices, sentence) => {
    expect(() => pricesFrom({ ...list, prices })).toThrow(sentence);
  });
});

describe("what work is billed for", () => {
  test("is linear in the work", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 500 }), (times, units) => {
        const work = {
          ...nothing,
          requests: 1,
          writeUnits: units,
          logBytes: 300,
          functions: { api: { runs: 1, milliseconds: 20 }, sweep: { runs: 2, milliseconds: 4 } },
        };
        const many: Work = {
          ...work,
          requests: times,
          writeUnits: units * times,
          logBytes: 300 * times,
          functions: {
            api: { runs: times, milliseconds: 20 * times },
            sweep: { runs: 2 * times, milliseconds: 4 * times },
          },
        };
        const [once, often] = [work, many].map((each) => usageOfWork(each, standing, ASSUMPTIONS));
        for (const meter of ALL_METERS) close(often![meter], once![meter] * times);
      }),
    );
  });

  test("a second of 512 MB is half a GB-second, as much longer as Lambda takes, cold starts included", () => {
    const work = { ...nothing, functions: { api: { runs: 1, milliseconds: 1_000 } } };
    const assume = {
      ...ASSUMPTIONS,
      lambdaFactor: 2,
      coldStarts: { share: 0.1, milliseconds: 500 },
    } as const;
    const used = usageOfWork(work, standing, assume as never);
    close(used["lambda-compute"], 0.5 * (2 + 0.05));
    expect(used["lambda-requests"]).toBe(1);
    expect(used.schedules).toBe(0);
  });

  test("a run that a clock begins is a schedule fired", () => {
    const work = { ...nothing, functions: { sweep: { runs: 3, milliseconds: 9 } } };
    expect(usageOfWork(work, standing, ASSUMPTIONS).schedules).toBe(3);
  });
});

describe("what stands there", () => {
  test("is billed for whole months, or for the hours in which somebody works", () => {
    const usage = usageOfStanding(standing, { users: 10 }, 10_000, ASSUMPTIONS);
    expect(usage["cloudwatch-alarms"]).toBe(155);
    expect(usage["cloudwatch-route-metrics"]).toBe(0);
    expect(usage.logins).toBe(10);
    close(usage["cloudwatch-metrics"], 7 + (73 * 176) / 730);
  });

  test("routes tell metrics only when they are asked for", () => {
    expect(touched(75, 0)).toBe(0);
    expect(touched(75, 1)).toBeCloseTo(1, 1);
    expect(touched(75, 1_000_000)).toBe(75);
    const metrics = usageOfStanding({ ...standing, routeMetrics: true }, { users: 10 }, 1e9, ASSUMPTIONS);
    close(metrics["cloudwatch-route-metrics"], (75 * 6 * 176) / 730);
  });

  test("few runs are all traced, of many the rule's share", () => {
    const second = ASSUMPTIONS.workingHours * 3600;
    expect(tracesOf({ api: 1_000, sweep: 50 }, ASSUMPTIONS)).toBe(1_050);
    close(tracesOf({ api: second * 3 }, ASSUMPTIONS), second * 1.1);
  });
});

describe("a month", () => {
  test("counts how often sweeps begin", () => {
    expect(timesAMonth("cron(0/5 * * * ? *)")).toBeCloseTo((288 * 365) / 12);
    expect(timesAMonth("cron(0 6,7,8,12 * * ? *)")).toBeCloseTo((4 * 365) / 12);
    expect(timesAMonth("cron(0 3 1 * ? *)")).toBe(1);
  });

  test("grows with its users, but for the sweeps", () => {
    const [small, large] = [10, 200].map((users) => volumeOf(users, { "idle.sweep": 7 }));
    for (const action of Object.keys(A_DAY)) close(large!.actions[action]!, 20 * small!.actions[action]!);
    expect(large!.actions["idle.sweep"]).toBe(7);
  });
});

describe("the sheet", () => {
  const read = { ...nothing, requests: 1, readUnits: 4, functions: { api: { runs: 1, milliseconds: 10 } } };
  const profile: Profile = {
    measuredOn: "2026-11-22",
    machine: "here",
    actions: { "customer.read": { what: "a customer", work: read } },
  };
  const of = (users: number, freeTier = false) =>
    estimate(volumeOf(users, { "idle.sweep": 100 }), { profile, standing, prices: PRICES, freeTier });

  test("names what nobody has measured, and leaves it out", () => {
    const { unmeasured, usage } = of(10);
    expect(unmeasured).toContain("customer.create");
    expect(unmeasured).not.toContain("customer.read");
    expect(usage["api-requests"]).toBeCloseTo(8 * 10 * 22);
  });

  test("shows sizes side by side, the total, and what would lower the dearest line", () => {
    const text = sheet([of(10), of(5_000)], { prices: PRICES, profile, freeTier: false });
    expect(text).toMatch(/USD a month +10 users +5,000 users/);
    expect(text).toMatch(/Cognito +0\.15 +75\.00/);
    expect(text).toContain("5,000 users: most goes to Cognito");
    expect(text).toContain("Less by: the Lite plan");
    expect(text).toContain("customer.read");
    expect(text).toContain("Not in the bill, since nobody has measured it:");
  });

  test("costs a user less the more there are, and less with free tiers", () => {
    expect(of(5_000).usdPerUser).toBeLessThan(of(10).usdPerUser);
    expect(of(10, true).bill.total).toBeLessThan(of(10).bill.total);
  });
});
