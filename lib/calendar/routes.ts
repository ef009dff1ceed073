import * as z from "zod";
import { defineRoutes } from "../http/route.ts";

/** One's work plan in a calendar program; part of the area `me`. */
export const calendarRoutes = defineRoutes({
  makeCalendarLink: {
    id: "me.calendar.make",
    method: "POST",
    path: "/me/calendar",
    summary: "Make the secret address of my calendar; the one before opens nothing any more",
    access: "signed-in",
    response: z.object({ url: z.string() }).meta({ id: "CalendarLink" }),
    status: 201,
    budget: { calls: 1 },
    example: {
      response: {
        url: "https://crm.company.cn/me/calendar.ics?token=usr_01JCXW3V7Q8F2M4N6P8R0T2V4X.ZGVtbw",
      },
    },
  },
  revokeCalendarLink: {
    id: "me.calendar.revoke",
    method: "DELETE",
    path: "/me/calendar",
    summary: "Revoke the secret address of my calendar",
    access: "signed-in",
    status: 204,
    budget: { calls: 1 },
  },
  calendar: {
    id: "me.calendar.read",
    method: "GET",
    path: "/me/calendar.ics",
    summary: "My planned follow-ups and open tasks as a calendar to subscribe to (RFC 5545)",
    access: "public",
    query: z.strictObject({ token: z.string().max(100) }),
    response: z.string(),
    produces: "text/calendar; charset=utf-8",
    budget: { calls: 3, because: "the token, the follow-ups and the tasks" },
    problems: ["not-found"],
  },
});
