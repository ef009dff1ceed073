import { calendarOf } from "../../lib/calendar/feed.ts";
import { makeLink, revokeLink } from "../../lib/calendar/link.ts";
import { calendarRoutes } from "../../lib/calendar/routes.ts";
import { api } from "../../lib/http/api.ts";
import { myTasks } from "../../lib/tasks/find.ts";
import { myTaskRoutes } from "../../lib/tasks/routes.ts";
import { changeMe, me } from "../../lib/users/me.ts";
import { meRoutes } from "../../lib/users/me-routes.ts";

export const handler = api(
  { ...meRoutes, ...myTaskRoutes, ...calendarRoutes },
  {
    me: (_, context) => me(context),
    changeMe: ({ body }, context) => changeMe(body, context),
    tasks: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      myTasks(wanted, { limit, cursor, asked }, context),
    makeCalendarLink: (_, context) => makeLink(context),
    revokeCalendarLink: (_, context) => revokeLink(context),
    calendar: ({ query }) => calendarOf(query.token),
  },
);
