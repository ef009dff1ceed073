import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "../../lib/business-hours/calendar.ts";
import { businessHours, holidays } from "../../lib/business-hours/hours.ts";
import { addBusinessTime, businessMinutesBetween } from "../../lib/business-hours/time.ts";
import { parsePart } from "../../lib/http/flaws.ts";
import { levelOf, type ServiceLevel, serviceLevels } from "../../lib/service-levels/level.ts";
import { nextSignal, pending } from "../../lib/service-requests/reminders.ts";
import type { ServiceRequest } from "../../lib/service-requests/service-request.ts";
import {
  allowed,
  SERVICE_REQUEST_STATUSES,
  type ServiceRequestStatus,
  type ServiceVerb,
  VERBS,
} from "../../lib/service-requests/status.ts";
import { minutesLeft, missedBy, runningOn, targetsFrom } from "../../lib/service-requests/targets.ts";
import { instantIn } from "../../lib/time/zone.ts";

const timeZone = "Asia/Shanghai";
const calendar = calendarOf(businessHours.default, holidays.default);
const clock = { calendar, timeZone };
const level: ServiceLevel = { firstResponseMinutes: 120, resolutionMinutes: 960, warnBeforeMinutes: 30 };
const at = (wall: string) => instantIn(wall.slice(0, 10), wall.slice(11), timeZone);
const iso = (wall: string) => at(wall).toISOString();

/** A request of a Monday, 10:00, of which only what matters here is said. */
function request(fields: Partial<ServiceRequest> = {}): ServiceRequest {
  const now = iso("2026-11-23 10:00");
  return {
    id: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    version: 1,
    createdAt: now,
    createdBy: "system",
    updatedAt: now,
    updatedBy: "system",
    number: "SR-1",
    type: "repair",
    channel: "phone",
    subject: "热泵不制热",
    answered: true,
    receivedAt: now,
    receivedBy: "system",
    month: "2026-11",
    collaboratorIds: [],
    status: "received",
    steps: [],
    tier: "default",
    level,
    warranty: { verdict: "no-card", reason: "no service card was named", on: "2026-11-23" },
    ...targetsFrom(at("2026-11-23 10:00"), level, clock),
    resolutionNumber: 0,
    restedSeconds: 0,
    work: [],
    workMinutes: 0,
    cost: { amount: 0, currency: "CNY" },
    ...fields,
  };
}

describe("targets", () => {
  test("are counted in business hours, and warned of before", () => {
    expect(targetsFrom(at("2026-11-23 10:00"), level, clock)).toEqual({
      firstResponseDueAt: iso("2026-11-23 12:00"),
      firstResponseWarnAt: iso("2026-11-23 11:30"),
      resolutionDueAt: iso("2026-11-25 11:00"),
      resolutionWarnAt: iso("2026-11-25 10:30"),
    });
  });

  test("go on over a holiday in their middle", () => {
    const closed = calendarOf(businessHours.default, { closed: [{ date: "2026-11-24" }], special: [] });
    const { resolutionDueAt } = targetsFrom(at("2026-11-23 10:00"), level, { ...clock, calendar: closed });
    expect(resolutionDueAt).toBe(iso("2026-11-26 11:00"));
  });

  test("stop at the resolution and run on with what was left after a reopening", () => {
    const left = minutesLeft(request(), at("2026-11-24 10:00"), clock);
    expect(left).toBe(510);
    const resolved = request({ businessMinutesLeft: left });
    expect(runningOn(resolved, at("2026-11-26 09:00"), clock)).toEqual({
      businessMinutesLeft: undefined,
      resolutionDueAt: iso("2026-11-27 10:00"),
      resolutionWarnAt: iso("2026-11-27 09:30"),
    });
    // Warned of before or not: at once, where less is left than what is warned of.
    const pressing = request({ businessMinutesLeft: 10, warned: { resolutionAt: iso("2026-11-25 10:30") } });
    const again = { ...pressing, ...runningOn(pressing, at("2026-11-26 09:00"), clock) };
    expect(pending({ ...again, firstRespondedAt: iso("2026-11-23 10:10") })).toMatchObject([
      { at: at("2026-11-26 09:00"), signal: { kind: "resolution-warning", dueAt: iso("2026-11-26 09:10") } },
    ]);
    const missed = request({ businessMinutesLeft: 0, missed: { resolutionAt: iso("2026-11-25 11:00") } });
    expect(runningOn(missed, at("2026-11-26 09:00"), clock)).toEqual({ businessMinutesLeft: undefined });
  });

  test("whenever work stops and goes on, the business time worked is the target's", () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 20 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 1, max: 3000 }), (start, pause, minutes) => {
        const from = new Date(Date.UTC(2026, 10, 1) + start * 60_000);
        const promise = {
          ...level,
          resolutionMinutes: minutes,
          firstResponseMinutes: 1,
          warnBeforeMinutes: 0,
        };
        const record = request({ level: promise, ...targetsFrom(from, promise, clock) });
        const stopped = addBusinessTime(from, minutes / 3, calendar, timeZone);
        const left = minutesLeft(record, stopped, clock);
        const again = new Date(stopped.getTime() + pause * 60_000);
        const { resolutionDueAt = "" } = runningOn(
          request({ level: promise, businessMinutesLeft: left }),
          again,
          clock,
        );
        const worked =
          businessMinutesBetween(from, stopped, calendar, timeZone) +
          businessMinutesBetween(again, new Date(resolutionDueAt), calendar, timeZone);
        expect(worked).toBeCloseTo(minutes, 3);
      }),
    );
  });

  test("are missed at the moment at which they were due, once", () => {
    const late = request({ firstRespondedAt: iso("2026-11-23 13:40") });
    expect(missedBy(late, at("2026-11-23 13:40"))).toEqual({
      missed: { firstResponseAt: iso("2026-11-23 12:00"), resolutionAt: undefined },
    });
    const kept = request({ firstRespondedAt: iso("2026-11-23 12:00") });
    expect(missedBy(kept, at("2026-11-24 12:00")).missed).toBeUndefined();
    const recorded = { firstResponseAt: iso("2026-11-23 12:00") };
    expect(missedBy(request({ missed: recorded }), at("2026-11-23 14:00")).missed).toMatchObject(recorded);
  });
});

describe("what a request is to be woken for", () => {
  const kinds = (fields: Partial<ServiceRequest>) =>
    pending(request(fields)).map(({ signal }) => signal.kind);
  const warned = { firstResponseAt: iso("2026-11-23 11:30") };

  test("is the warning, then the miss, of what is not done yet", () => {
    expect(nextSignal(request())).toMatchObject({
      at: at("2026-11-23 11:30"),
      signal: { kind: "first-response-warning", dueAt: iso("2026-11-23 12:00") },
    });
    expect(kinds({})).toEqual(["first-response-warning", "resolution-warning"]);
    expect(kinds({ warned })).toEqual(["first-response-missed", "resolution-warning"]);
    expect(kinds({ missed: warned })).toEqual(["resolution-warning"]);
    expect(kinds({ firstRespondedAt: iso("2026-11-23 10:10") })).toEqual(["resolution-warning"]);
    expect(kinds({ warned, missed: { ...warned, resolutionAt: iso("2026-11-25 11:00") } })).toEqual([]);
  });

  test("is nothing for whom no target runs", () => {
    for (const status of ["resolved", "surveyed", "closed"] as const) expect(kinds({ status })).toEqual([]);
    expect(kinds({ deletedAt: iso("2026-11-23 10:10") })).toEqual([]);
    const missedCall = request({
      status: "missed",
      firstResponseDueAt: undefined,
      resolutionDueAt: undefined,
    });
    expect(pending(missedCall)).toEqual([]);
  });
});

describe("the state machine", () => {
  const outcome = (status: ServiceRequestStatus, verb: ServiceVerb) => {
    try {
      allowed({ status }, verb);
      return "allowed";
    } catch (error) {
      return String(error);
    }
  };

  test.each(VERBS)("%s is the same before and after the customer was asked", (verb) => {
    expect(outcome("resolved", verb)).toBe(outcome("surveyed", verb));
  });

  test("refuses something in every state, and lets something be done", () => {
    for (const status of SERVICE_REQUEST_STATUSES) {
      const outcomes = VERBS.map((verb) => outcome(status, verb));
      expect(outcomes).toContain("allowed");
      expect(outcomes.some((said) => said !== "allowed")).toBe(true);
    }
  });
});

describe("service levels", () => {
  const { schema } = serviceLevels;
  const vip = { firstResponseMinutes: 30, resolutionMinutes: 240, warnBeforeMinutes: 10 };

  test("a tier without a level has the default one", () => {
    const levels = parsePart(schema, { levels: { default: level, vip } }, "");
    expect([levelOf("vip", levels), levelOf("regular", levels), levelOf("toString", levels)]).toEqual([
      vip,
      level,
      level,
    ]);
  });

  test.each([
    ["there is a level default, for customers without a tier", { vip }],
    [
      "a warning comes before its target: it must be shorter than both targets",
      { default: { ...level, warnBeforeMinutes: 120 } },
    ],
    [
      "the first response is due no later than the resolution",
      { default: { ...level, resolutionMinutes: 60 } },
    ],
    ["must be at least a minute", { default: { ...level, firstResponseMinutes: 0 } }],
  ])("%s", (sentence, levels) => {
    expect(() => parsePart(schema, { levels }, "")).toThrow(sentence);
  });
});
