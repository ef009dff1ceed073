import { sesEvents } from "../../events/ses.ts";
import { reaction } from "../../lib/bus/react.ts";
import { takeFeedback } from "../../lib/recipients/feedback.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction(sesEvents, (detail, name) => takeFeedback(name, detail, now()));
