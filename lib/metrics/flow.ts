import { defineMetric } from "./metric.ts";

export const CHANGES_FAILED = defineMetric({
  name: "ChangesFailed",
  unit: "Count",
  by: "FunctionName",
  from: ["stream-"],
  kind: "happened",
  meaning:
    "Changes of the table that could not be followed and are delivered again. Some while the table or the bus is busy pass; the same for minutes end as dead letters.",
});

export const EVENTS_ANNOUNCED = defineMetric({
  name: "EventsAnnounced",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning:
    "Events put on the bus. None while people work means that nothing follows from what they write: look at the stream's lag.",
});
