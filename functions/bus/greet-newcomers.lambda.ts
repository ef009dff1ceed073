import { careNewcomer } from "../../events/care.ts";
import { reaction } from "../../lib/bus/react.ts";
import { greetNewcomer } from "../../lib/care/greet.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([careNewcomer], (candidate) => greetNewcomer(candidate, now()));
