import { occurrence } from "../../events/event.ts";
import { handoverAdvanced } from "../../events/handover.ts";
import { defineNoun } from "../projections/define.ts";
import { handovers } from "./handover.ts";

export const handoverNoun = defineNoun(handovers, {
  announce: (_, { id, status, version }) =>
    status === "running" ? [occurrence(handoverAdvanced, { handoverId: id, round: version })] : [],
});
