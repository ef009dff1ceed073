import { handoverAdvanced } from "../../events/handover.ts";
import { userAddressChanged, userCreated, userLeft, userRejoined } from "../../events/user.ts";
import type { Lambda } from "../lambda.ts";

/** Those who react to events on the bus. */
export const busLambdas: readonly Lambda[] = [
  {
    name: "provision-login",
    entry: "functions/bus/provision-login.lambda.ts",
    trigger: { kind: "bus", events: [userCreated, userLeft, userRejoined, userAddressChanged] },
    grants: ["table:read", "table:write", "logins:write"],
    memory: 256,
    timeout: 30,
    errorImpact:
      "New people cannot sign in, and the logins of those who left stay open (the API refuses them all the same).",
  },
  {
    name: "hand-over",
    entry: "functions/bus/hand-over.lambda.ts",
    trigger: { kind: "bus", events: [handoverAdvanced] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Records of people who left or moved stay where they are: nobody works on them.",
  },
];
