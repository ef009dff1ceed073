import { asHandler, giving } from "../resource/giving.ts";
import { tasks } from "./task.ts";

/** A task in another's hands; also one that a follow-up or a service request made. */
export const givenTo = giving(tasks, asHandler);
