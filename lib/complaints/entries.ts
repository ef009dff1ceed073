import { restate, type Standing } from "../aggregates/standing.ts";
import { NONE } from "../ids/id.ts";
import type { Write } from "../table/write.ts";
import type { Complaint } from "./complaint.ts";
import { complaintLedger } from "./ledgers.ts";

/** Stands for the cause of a complaint that nobody has named yet. */
export const UNKNOWN_CAUSE = "unknown";

/** What a change of a complaint writes to the ledger: together the entries always equal the complaints. */
export function complaintWrites(was: Complaint | undefined, is: Complaint): Write[] {
  return restate(was === undefined ? [] : standingOf(was), standingOf(is), is, { complaintId: is.id });
}

function standingOf(record: Complaint): Standing[] {
  const { month, receivedBy: agent, receivedIn: department = NONE, cause = UNKNOWN_CAUSE } = record;
  const { severity, transfers, reopenings, status, firstContact } = record;
  const one = (is: boolean) => (is ? 1 : 0);
  return [
    {
      ledger: complaintLedger,
      dimensions: { month, department, agent },
      measures: {
        received: 1,
        transferred: one(transfers > 0),
        reopened: one(reopenings > 0),
        closed: one(status === "closed"),
        // One that is reopened late keeps its mark, and counts again once it is closed again.
        firstContact: one(status === "closed" && firstContact === true),
        [`cause/${cause}`]: 1,
        [`severity/${severity}`]: 1,
      },
    },
  ];
}
