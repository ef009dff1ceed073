import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FollowUp } from "../../lib/follow-ups/follow-up.ts";
import { METHODS } from "../../lib/follow-ups/follow-up.ts";
import {
  FOLLOW_UP_REMINDERS,
  followUpReminders,
  nextReminder as nextOfFollowUp,
  stillWanted,
} from "../../lib/follow-ups/reminders.ts";
import { followUpMessage } from "../../lib/follow-ups/words.ts";
import { derivedId } from "../../lib/ids/derived.ts";
import { idOf } from "../../lib/ids/id.ts";
import { LANGUAGES } from "../../lib/mail/mail.ts";
import { usualOverdueHours } from "../../lib/schedules/overdue.ts";
import { nextReminder as nextOfTask, TASK_REMINDERS } from "../../lib/tasks/reminders.ts";
import type { Task } from "../../lib/tasks/task.ts";
import { taskMessage } from "../../lib/tasks/words.ts";

const base = {
  version: 1,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_1",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_1",
  customerId: "cus_1",
  customerName: "苏州恒温",
  handlerId: "usr_1",
};
const plannedAt = "2026-11-30T02:00:00.000Z";
const followUp: FollowUp = {
  ...base,
  id: "fup_1",
  opportunityId: "opp_1",
  opportunityNumber: "OPP-1",
  opportunityName: "恒温车间",
  collaboratorIds: [],
  method: "phone",
  plannedAt,
  content: "样本",
  status: "planned",
};
const task: Task = {
  ...base,
  id: "tsk_1",
  origin: "customer",
  title: "拜访",
  priority: "normal",
  status: "open",
};
const mark = "2026-11-30T02:00:01.000Z";

describe("what a follow-up is to be woken for next", () => {
  it("is that it is due, then the warnings of handler and manager, then nothing", () => {
    const chain = [
      [{}, "due", plannedAt],
      [{ remindedAt: mark }, "overdue-handler", "2026-12-01T02:00:00.000Z"],
      [{ remindedAt: mark, handlerWarnedAt: mark }, "overdue-manager", "2026-12-02T02:00:00.000Z"],
    ] as const;
    for (const [marks, kind, at] of chain) {
      const next = nextOfFollowUp({ ...followUp, ...marks }, usualOverdueHours);
      expect([next?.signal.kind, next?.at.toISOString()]).toEqual([kind, at]);
    }
    const all = { remindedAt: mark, handlerWarnedAt: mark, managerWarnedAt: mark };
    expect(nextOfFollowUp({ ...followUp, ...all }, usualOverdueHours)).toBeUndefined();
  });

  it("is nothing once it has ended, and no signal but the next one is wanted", () => {
    const instant = fc.constantFrom(undefined, mark);
    fc.assert(
      fc.property(
        fc.constantFrom("planned", "completed", "cancelled" as const),
        instant,
        instant,
        instant,
        fc.constantFrom(...FOLLOW_UP_REMINDERS),
        fc.boolean(),
        (status, remindedAt, handlerWarnedAt, managerWarnedAt, kind, moved) => {
          const record = { ...followUp, status, remindedAt, handlerWarnedAt, managerWarnedAt } as FollowUp;
          const next = nextOfFollowUp(record, usualOverdueHours);
          if (status !== "planned") expect(next).toBeUndefined();
          const signal = { followUpId: "fup_1", plannedAt: moved ? mark : plannedAt, kind };
          expect(stillWanted(record, signal)).toBe(!moved && next?.signal.kind === kind);
        },
      ),
    );
  });

  it("warns the manager after the handler, whatever the setting says", () => {
    const { schema } = followUpReminders;
    expect(schema.safeParse({ overdueAfterHours: 24, managerAfterHours: 24 }).success).toBe(false);
    expect(schema.safeParse({ overdueAfterHours: 0, managerAfterHours: 1 }).success).toBe(false);
    expect(schema.safeParse({ overdueAfterHours: 4, managerAfterHours: 8 }).success).toBe(true);
  });
});

describe("what a task is to be woken for next", () => {
  it("is its reminder, at its due instant unless told, then that it is overdue", () => {
    const remindAt = "2026-11-29T02:00:00.000Z";
    const cases = [
      [{}, undefined],
      [{ dueAt: plannedAt }, plannedAt],
      [{ dueAt: plannedAt, remindAt }, remindAt],
      [{ remindAt, remindedAt: mark }, undefined],
      [{ dueAt: plannedAt, remindedAt: mark }, "2026-12-01T02:00:00.000Z"],
      [{ dueAt: plannedAt, remindedAt: mark, handlerWarnedAt: mark }, "2026-12-02T02:00:00.000Z"],
      [{ dueAt: plannedAt, remindedAt: mark, handlerWarnedAt: mark, origin: "own" }, undefined],
      [{ dueAt: plannedAt, origin: "follow-up" }, undefined],
      [{ dueAt: plannedAt, status: "done" }, undefined],
    ] as const;
    for (const [fields, at] of cases)
      expect(nextOfTask({ ...task, ...fields }, usualOverdueHours)?.at.toISOString()).toBe(at);
  });
});

describe("the words of reminders", () => {
  const reading = { handler: "陈销售", zone: "Asia/Shanghai", url: "https://x.cn/1" };
  it.each(LANGUAGES)("say in %s what to do, for whom and when", (language) => {
    for (const method of METHODS)
      for (const kind of FOLLOW_UP_REMINDERS) {
        const contact = { name: "张三", phone: "+8613800138000" };
        const said = followUpMessage({ ...followUp, method }, kind, { ...reading, language, contact });
        const values = said.facts.map(({ value }) => value);
        expect(values).toEqual(
          expect.arrayContaining([
            "样本",
            "苏州恒温",
            "OPP-1 恒温车间",
            "张三 +8613800138000",
            "2026-11-30 10:00 (Asia/Shanghai)",
          ]),
        );
        expect(said.subject).toContain("苏州恒温");
        expect(JSON.stringify(said)).not.toContain("undefined");
      }
    for (const kind of TASK_REMINDERS) {
      const said = taskMessage({ ...task, dueAt: plannedAt }, kind, { ...reading, language });
      expect(said.subject).toContain("拜访");
      expect(JSON.stringify(said)).not.toContain("undefined");
    }
  });

  it("differ between the languages", () => {
    const subjects = LANGUAGES.map(
      (language) => followUpMessage(followUp, "due", { ...reading, language, contact: undefined }).subject,
    );
    expect(new Set(subjects).size).toBe(LANGUAGES.length);
  });
});

describe("a derived id", () => {
  it("follows from its parts alone, is an id of its type, and sorts by its time", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2024-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.array(fc.string()),
        fc.array(fc.string()),
        (at, parts, others) => {
          const id = derivedId("task", at, ...parts);
          expect(idOf("task").safeParse(id).success).toBe(true);
          expect(derivedId("task", at, ...parts)).toBe(id);
          expect(derivedId("task", at, ...others) === id).toBe(
            JSON.stringify(parts) === JSON.stringify(others),
          );
          expect(derivedId("task", new Date(at.getTime() + 1), ...others) > id).toBe(true);
        },
      ),
    );
  });
});
