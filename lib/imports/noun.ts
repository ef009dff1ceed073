import { defineNoun } from "../projections/define.ts";
import { imports } from "./import.ts";

export const importNoun = defineNoun(imports);
