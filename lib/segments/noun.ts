import { defineNoun } from "../projections/define.ts";
import { segments } from "./segment.ts";

export const segmentNoun = defineNoun(segments);
