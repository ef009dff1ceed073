import {
  complaintClosed,
  complaintReceived,
  complaintReopened,
  complaintResolved,
  complaintTransferred,
} from "../../events/complaint.ts";
import { type Occurrence, occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type Complaint, complaints } from "./complaint.ts";

export const complaintNoun = defineNoun(complaints, { announce, timeline });

const newSteps = (was: Complaint | undefined, is: Complaint) => is.steps.slice(was?.steps.length ?? 0);

function announce(was: Complaint | undefined, is: Complaint): Occurrence[] {
  const { id: complaintId, customerId, severity, firstContact = false } = is;
  const of = { complaintId, customerId };
  return newSteps(was, is).map(({ step, to = is.handlerId }) => {
    switch (step) {
      case "received":
        return occurrence(complaintReceived, { ...of, severity });
      case "transferred":
        return occurrence(complaintTransferred, { ...of, from: was?.handlerId ?? is.receivedBy, to });
      case "resolved":
        return occurrence(complaintResolved, of);
      case "closed":
        return occurrence(complaintClosed, { ...of, firstContact });
      case "reopened":
        return occurrence(complaintReopened, of);
      default:
        return step satisfies never;
    }
  });
}

function timeline(was: Complaint | undefined, is: Complaint): TimelineLine[] {
  const { customerId, number, severity, cause } = is;
  return newSteps(was, is).map(({ step, note }) => ({
    customerId,
    kind: `complaint.${step}`,
    title: `${number}: a complaint was ${step}`,
    data: { severity, ...(cause !== undefined && { cause }), ...(note !== undefined && { note }) },
  }));
}
