import { defineNoun } from "../projections/define.ts";
import { partners } from "./partner.ts";

export const partnerNoun = defineNoun(partners);
