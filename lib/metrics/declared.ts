import { BOOKS, MEMBERS, OPEN_REQUESTS, OVERDUE_FOLLOW_UPS } from "./business.ts";
import { CHANGES_FAILED, EVENTS_ANNOUNCED } from "./flow.ts";
import { GREETINGS_HELD, GREETINGS_SENT, MAILS, OLDEST_UNSENT_MAIL } from "./mails.ts";
import type { Metric } from "./metric.ts";
import { CLIENT_ERRORS, COLD_START, SERVER_ERRORS } from "./service.ts";

/** Every metric of the product. */
export const METRICS: readonly Metric[] = /* @__PURE__ */ together(
  { COLD_START, CLIENT_ERRORS, SERVER_ERRORS, CHANGES_FAILED, EVENTS_ANNOUNCED },
  MAILS,
  { GREETINGS_SENT, GREETINGS_HELD, OLDEST_UNSENT_MAIL },
  BOOKS,
  { OVERDUE_FOLLOW_UPS, OPEN_REQUESTS, MEMBERS },
);

function together(...groups: readonly (Readonly<Record<string, Metric>> | readonly Metric[])[]): Metric[] {
  return groups.flatMap((group) => Object.values<Metric>(group));
}
