import * as z from "zod";
import { defineEvent } from "../../../../events/event.ts";
import type { Lambda, Trigger } from "../../../../functions/lambda.ts";
import { defineRoutes } from "../../../../lib/http/route.ts";

/** Events for functions of these tests. */
export const happened = defineEvent({
  name: "test.happened",
  version: 1,
  detail: z.object({ key: z.string(), failures: z.number() }),
  example: { key: "1", failures: 0 },
});

const routes = defineRoutes({
  open: {
    id: "echo.open",
    method: "GET",
    path: "/echo/open/{id}",
    summary: "Anyone",
    access: "public",
    budget: { calls: 0 },
  },
  closed: {
    id: "echo.closed",
    method: "GET",
    path: "/echo",
    summary: "Signed in",
    access: "signed-in",
    budget: { calls: 2 },
  },
});

const { lateRoute } = defineRoutes({
  lateRoute: {
    id: "late.answer",
    method: "GET",
    path: "/late",
    summary: "Too late",
    access: "signed-in",
    budget: { calls: 0 },
  },
});

export function declare(name: string, file: string, trigger: Trigger, timeout = 20): Lambda {
  return {
    name,
    entry: `test/integration/local/lambdas/${file}.lambda.ts`,
    trigger,
    grants: [],
    memory: 128,
    timeout,
    errorImpact: "a test fails",
  };
}

export const echo = declare("echo", "echo", { kind: "http", routes: Object.values(routes) });
export const late = declare("late", "echo", { kind: "http", routes: [lateRoute] }, 0.2);
export const apply = (name: string, batchSize = 100) =>
  declare(name, "apply", { kind: "stream", batchSize, batchWindowSeconds: 0 });
export const applyNotes = (name: string) =>
  declare(name, "apply", { kind: "stream", of: ["note"], batchSize: 100, batchWindowSeconds: 0 });
export const listener = declare("listener", "recorder", { kind: "bus", events: [happened] });
export const alarm = declare("alarm", "recorder", { kind: "schedule" });
export const nightly = declare("nightly", "recorder", { kind: "cron", expression: "cron(30 2 * * ? *)" });
export const sweeper = declare("sweeper", "recorder", {
  kind: "cron",
  expression: "cron(0 * * * ? *)",
  worksOff: ["notes#waiting#0", "notes#waiting#1"],
});
