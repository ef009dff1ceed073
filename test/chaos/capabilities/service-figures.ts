import type { Ledger } from "../../../lib/aggregates/ledger.ts";
import { complaintLedger } from "../../../lib/complaints/ledgers.ts";
import {
  faultLedger,
  serviceLedger,
  serviceProductLedger,
  serviceTierLedger,
} from "../../../lib/service-requests/ledgers.ts";
import {
  productSatisfactionLedger,
  satisfactionLedger,
  tierSatisfactionLedger,
} from "../../../lib/surveys/ledgers.ts";
import type { Item } from "../../../lib/table/entity.ts";
import type { Evidence } from "../capability.ts";

type Sum = (item: Item) => number | undefined;
const one = (holds: unknown) => Number(Boolean(holds));
const seconds = (from: unknown, until: unknown) =>
  until === undefined
    ? 0
    : Math.max(0, Math.round((Date.parse(String(until)) - Date.parse(String(from))) / 1000));

/** Whose records some ledgers count, and what each adds to the totals of a month. */
interface Figures {
  readonly ledgers: readonly Ledger[];
  readonly of: string;
  readonly measures: Readonly<Record<string, Sum>>;
}

const FIGURES: readonly Figures[] = [
  {
    ledgers: [satisfactionLedger, productSatisfactionLedger, tierSatisfactionLedger],
    of: "survey",
    measures: {
      sent: () => 1,
      answers: ({ score }) => one(score),
      scoreSum: ({ score }) => Number(score ?? 0),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((value) => [`score/${value}`, ({ score }: Item) => one(score === value)]),
      ),
    },
  },
  {
    ledgers: [serviceLedger, serviceProductLedger, serviceTierLedger],
    of: "service-request",
    measures: {
      received: () => 1,
      missed: ({ answered }) => one(answered === false),
      responded: ({ firstRespondedAt }) => one(firstRespondedAt),
      firstSeconds: ({ receivedAt, firstRespondedAt }) => seconds(receivedAt, firstRespondedAt),
      resolved: ({ resolvedAt }) => one(resolvedAt),
      resolutionSeconds: ({ receivedAt, resolvedAt, restedSeconds }) =>
        Math.max(0, seconds(receivedAt, resolvedAt) - Number(resolvedAt === undefined ? 0 : restedSeconds)),
      firstTargetMissed: ({ missed }) => one((missed as Item | undefined)?.firstResponseAt),
      resolutionTargetMissed: ({ missed }) => one((missed as Item | undefined)?.resolutionAt),
    },
  },
  {
    ledgers: [faultLedger],
    of: "service-request",
    measures: {
      faults: ({ faultCategory }) => one(faultCategory),
      resolved: ({ faultCategory, resolvedAt }) => one(faultCategory && resolvedAt),
    },
  },
  {
    ledgers: [complaintLedger],
    of: "complaint",
    measures: {
      received: () => 1,
      closed: ({ status }) => one(status === "closed"),
      reopened: ({ reopenings }) => one(reopenings),
      firstContact: ({ status, firstContact }) => one(status === "closed" && firstContact === true),
    },
  },
];

/** Where a level of a ledger of service does not add up to the records. */
export function wrongFigures(evidence: Evidence): string[] {
  const totals = Map.groupBy(evidence.of("total"), ({ ledger, level, dimensions }) =>
    [ledger, level, (dimensions as Item).month].join(" "),
  );
  return FIGURES.flatMap(({ ledgers, of, measures }) => {
    const months = Map.groupBy(evidence.of(of), ({ month }) => String(month));
    const places = ledgers.flatMap(({ name, levels }) =>
      [...levels.keys()].map((level) => ({ name, level })),
    );
    return [...months].flatMap(([month, records]) =>
      places.flatMap(({ name, level }) =>
        Object.entries(measures).flatMap(([measure, add]) => {
          const should = records.reduce((sum, record) => sum + (add(record) ?? 0), 0);
          const there = totals.get([name, level, month].join(" ")) ?? [];
          const is = there.reduce((sum, total) => sum + Number(total[`m:${measure}`] ?? 0), 0);
          return is === should ? [] : [`${name} ${level} ${month} ${measure}: ${is}, should be ${should}`];
        }),
      ),
    );
  });
}
