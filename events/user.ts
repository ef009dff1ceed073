import * as z from "zod";
import { defineEvent } from "./event.ts";

const detail = z.object({ userId: z.string() });
const example = { userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" };

/** Somebody new may sign in. */
export const userCreated = defineEvent({ name: "user.created", version: 1, detail, example });

/** Somebody left and may no longer sign in. */
export const userLeft = defineEvent({ name: "user.left", version: 1, detail, example });

/** Somebody who had left works here again. */
export const userRejoined = defineEvent({ name: "user.rejoined", version: 1, detail, example });

/** Somebody signs in with another address. */
export const userAddressChanged = defineEvent({ name: "user.address-changed", version: 1, detail, example });
