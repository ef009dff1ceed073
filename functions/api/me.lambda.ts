import { api } from "../../lib/http/api.ts";
import { changeMe, me } from "../../lib/users/me.ts";
import { meRoutes } from "../../lib/users/me-routes.ts";

export const handler = api(meRoutes, {
  me: (_, context) => me(context),
  changeMe: ({ body }, context) => changeMe(body, context),
});
