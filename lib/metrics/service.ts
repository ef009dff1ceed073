import { defineMetric } from "./metric.ts";

export const COLD_START = defineMetric({
  name: "ColdStart",
  unit: "Milliseconds",
  from: ["*"],
  kind: "lasted",
  meaning:
    "How long new processes took to begin, and how many began. More than usual after a deployment is usual; a longer one means that a function loads more than it did: look at the size of its bundle.",
});

export const CLIENT_ERRORS = defineMetric({
  name: "ClientErrors",
  unit: "Count",
  by: "FunctionName",
  from: ["api-"],
  kind: "happened",
  meaning:
    "Requests refused with 4xx, by area: a caller does something wrong, or may not do it. When one rises after a release of a front end, its logs say which route and problem code.",
});

export const SERVER_ERRORS = defineMetric({
  name: "ServerErrors",
  unit: "Count",
  by: "FunctionName",
  from: ["api-"],
  kind: "happened",
  meaning:
    "Requests answered with 5xx, by area: our fault, or the table's. Any is one too many: the error lines of that area's log say what failed, each with its `correlationId`.",
});
