import { careRunAdvanced } from "../../events/care.ts";
import { reaction } from "../../lib/bus/react.ts";
import { advance } from "../../lib/care/advance.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([careRunAdvanced], ({ careRunId, round }) =>
  advance(careRunId, round, now()),
);
