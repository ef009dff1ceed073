import { occurrence } from "../../events/event.ts";
import { userAddressChanged, userCreated, userLeft, userRejoined } from "../../events/user.ts";
import { defineNoun } from "../projections/define.ts";
import { users } from "./user.ts";

export const userNoun = defineNoun(users, {
  announce: (was, is) => {
    const detail = { userId: is.id };
    if (was === undefined) return [occurrence(userCreated, detail)];
    return [
      ...(was.email === is.email ? [] : [occurrence(userAddressChanged, detail)]),
      ...(was.status === is.status
        ? []
        : [occurrence(is.status === "left" ? userLeft : userRejoined, detail)]),
    ];
  },
});
