import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outOfQuietHours } from "../../lib/care/quiet-hours.ts";
import { HOLD_SENTENCES, restraint } from "../../lib/care/restraint.ts";
import { hasTurn, type Turns } from "../../lib/care/turns.ts";
import { wallTimeIn } from "../../lib/time/zone.ts";

const DAY = 86_400_000;
const noon = Date.parse("2026-11-30T04:00:00Z");
const turns = (...days: number[]): Turns => ({
  version: days.length,
  at: days.map((day) => new Date(noon + day * DAY).toISOString()),
});

describe("at most N mails in seven days", () => {
  it.each([
    [[], 2, true],
    [[-1], 2, true],
    [[-1, -2], 2, false],
    // Exactly seven days later it is another week.
    [[-7, -1], 2, true],
    [[-7, -7], 2, true],
    // Those that wait to be sent count as well.
    [[1, 2], 2, false],
    [[-3, 3], 2, false],
    [[-4, 4], 2, true],
    [[0], 1, false],
  ] as const)("after mails on days %j, with %i allowed: %s", (days, most, is) => {
    expect(hasTurn(turns(...days), new Date(noon), most)).toBe(is);
  });

  it("holds in every seven days, whoever asks in whatever order", () => {
    const hours = fc.array(fc.integer({ min: 0, max: 24 * 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 5 }), (asked, most) => {
        let taken: Turns = { version: 0, at: [] };
        for (const hour of asked) {
          const at = new Date(noon + hour * 3_600_000);
          if (hasTurn(taken, at, most))
            taken = { version: taken.version + 1, at: [...taken.at, at.toISOString()] };
        }
        const times = taken.at.map((text) => Date.parse(text));
        for (const from of times)
          expect(times.filter((time) => time >= from && time < from + 7 * DAY).length).toBeLessThanOrEqual(
            most,
          );
      }),
    );
  });
});

describe("quiet hours", () => {
  const zone = "Asia/Shanghai";
  const at = (text: string) => new Date(`${text}:00+08:00`);
  it.each([
    ["2026-11-30T20:59", "2026-11-30 20:59"],
    ["2026-11-30T21:00", "2026-12-01 08:00"],
    ["2026-11-30T23:30", "2026-12-01 08:00"],
    ["2026-12-01T00:00", "2026-12-01 08:00"],
    ["2026-12-01T07:59", "2026-12-01 08:00"],
    ["2026-12-01T08:00", "2026-12-01 08:00"],
  ])("over midnight: a mail at %s goes out at %s", (wished, goes) => {
    expect(wallTimeIn(outOfQuietHours(at(wished), { from: "21:00", until: "08:00" }, zone), zone)).toBe(goes);
  });
  it.each([
    ["2026-11-30T11:59", "2026-11-30 11:59"],
    ["2026-11-30T12:00", "2026-11-30 14:00"],
    ["2026-11-30T14:00", "2026-11-30 14:00"],
  ])("at noon: a mail at %s goes out at %s", (wished, goes) => {
    expect(wallTimeIn(outOfQuietHours(at(wished), { from: "12:00", until: "14:00" }, zone), zone)).toBe(goes);
  });
  it("may be none", () => {
    const now = at("2026-11-30T03:00");
    expect(outOfQuietHours(now, undefined, zone)).toBe(now);
    expect(outOfQuietHours(now, { from: "08:00", until: "08:00" }, zone)).toBe(now);
  });
});

describe("restraint", () => {
  const willing = {
    isInactive: false,
    address: "a@example.com",
    consents: true,
    refusal: undefined,
    turns: turns(),
    addressTurns: turns(),
  };
  const settings = {
    mostInSevenDays: 2,
    quietHours: { from: "21:00", until: "08:00" },
    zone: "Asia/Shanghai",
  };
  const wished = new Date(noon);

  it("lets whoever is willing be written to, after the quiet hours", () => {
    expect(restraint(willing, wished, settings)).toEqual({ do: "send", at: wished });
    const night = new Date("2026-11-30T15:00:00Z");
    expect(restraint(willing, night, settings)).toEqual({ do: "send", at: new Date("2026-12-01T00:00:00Z") });
  });

  it.each([
    [{ isInactive: true }, "inactive"],
    [{ address: undefined }, "no-address"],
    [{ consents: false }, "no-consent"],
    [{ refusal: "unsubscribed" }, "unsubscribed"],
    [{ refusal: "hard-bounce" }, "hard-bounce"],
    [{ refusal: "complaint" }, "complaint"],
    [{ refusal: "by-hand" }, "by-hand"],
    [{ turns: turns(-1, -2) }, "too-many"],
    [{ addressTurns: turns(-1, -2) }, "too-many"],
  ] as const)("holds back: %j is %s", (what, reason) => {
    expect(restraint({ ...willing, ...what }, wished, settings)).toEqual({ do: "hold", reason });
    expect(HOLD_SENTENCES[reason]).toMatch(/^[a-z].*[^.]$/);
  });
});
