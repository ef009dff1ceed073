import { defineNoun } from "../projections/define.ts";
import { departments } from "./department.ts";

export const departmentNoun = defineNoun(departments);
