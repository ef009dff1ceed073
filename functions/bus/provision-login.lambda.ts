import { userAddressChanged, userCreated, userLeft, userRejoined } from "../../events/user.ts";
import { reaction } from "../../lib/bus/react.ts";
import { provisionLogin } from "../../lib/users/login.ts";

export const handler = reaction([userCreated, userLeft, userRejoined, userAddressChanged], ({ userId }) =>
  provisionLogin(userId),
);
