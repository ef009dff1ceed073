import { defineNoun } from "../projections/define.ts";
import { competitors } from "./competitor.ts";

export const competitorNoun = defineNoun(competitors);
