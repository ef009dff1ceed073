import { defineNoun } from "../projections/define.ts";
import { products } from "./product.ts";

export const productNoun = defineNoun(products);
