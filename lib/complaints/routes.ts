import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf, idOrNone } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { MOST_MONTHS, months } from "../resource/months.ts";
import { changeable } from "./change.ts";
import { complaintAnswer, complaintInput, SEVERITIES } from "./complaint.ts";
import { exampleClosed, exampleComplaint, exampleComplaintInput, exampleTransferred } from "./example.ts";
import { closing, reopening, resolving, transferring } from "./progress.ts";
import { causeKey } from "./settings.ts";
import { COMPLAINT_STATUSES } from "./status.ts";

const id = z.strictObject({ id: idOf("complaint") });
const act = { resource: "complaint", action: "update" } as const;
const problems = ["conflict", "rule-broken", "stale-version"] as const;

export const complaintRoutes = defineRoutes({
  create: {
    id: "complaint.create",
    method: "POST",
    path: "/complaints",
    summary: "Take in a complaint; whoever does sees to it until it is transferred",
    access: { resource: "complaint", action: "create" },
    body: complaintInput,
    response: complaintAnswer,
    status: 201,
    budget: { calls: 3, because: "the records it names, its number, and the write" },
    problems: ["unknown-reference", "rule-broken", "already-exists"],
    example: { body: exampleComplaintInput, response: exampleComplaint },
  },
  list: {
    id: "complaint.list",
    method: "GET",
    path: "/complaints",
    summary: "List complaints, newest first; with months those behind their figures",
    access: { resource: "complaint", action: "read" },
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      status: z.enum(COMPLAINT_STATUSES).optional(),
      customerId: idOf("customer").optional(),
      ...months,
      handlerId: idOf("user").optional(),
      receivedBy: idOf("user").optional(),
      receivedIn: idOrNone("department").optional(),
      severity: z.enum(SEVERITIES).optional(),
      cause: causeKey.optional(),
    }),
    response: pageOf(complaintAnswer),
    budget: {
      calls: MOST_MONTHS,
      because:
        "with months one each; else a list of each status, merged, unless one is asked for, and of each year until the page is full",
    },
    example: { response: { items: [exampleComplaint], nextCursor: null } },
  },
  read: {
    id: "complaint.read",
    method: "GET",
    path: "/complaints/{id}",
    summary: "Read a complaint",
    access: { resource: "complaint", action: "read" },
    params: id,
    response: complaintAnswer,
    budget: { calls: 1 },
    example: { response: exampleComplaint },
  },
  update: {
    id: "complaint.update",
    method: "PATCH",
    path: "/complaints/{id}",
    summary: "Correct what is said of a complaint (JSON Merge Patch)",
    access: act,
    params: id,
    body: patchOf(changeable),
    response: complaintAnswer,
    budget: { calls: 2 },
    problems,
    example: { body: { severity: "critical" }, response: { ...exampleComplaint, severity: "critical" } },
  },
  transfer: {
    id: "complaint.transfer",
    method: "POST",
    path: "/complaints/{id}/transfer",
    summary: "Give a complaint to somebody else, e.g. of operations, whose permissions let them see to it",
    access: act,
    params: id,
    body: transferring,
    response: complaintAnswer,
    budget: { calls: 2 },
    problems: ["not-assignable", "conflict", "stale-version"],
    example: {
      body: { handlerId: exampleTransferred.handlerId, note: "请营运核实安装质量" },
      response: exampleTransferred,
    },
  },
  resolve: {
    id: "complaint.resolve",
    method: "POST",
    path: "/complaints/{id}/resolve",
    summary: "Record what was done about a complaint",
    access: act,
    params: id,
    body: resolving,
    response: complaintAnswer,
    budget: { calls: 2 },
    problems,
    example: {
      body: { correctiveAction: exampleClosed.correctiveAction, cause: "installation" },
      response: { ...exampleClosed, status: "resolved", closedAt: undefined, firstContact: undefined },
    },
  },
  close: {
    id: "complaint.close",
    method: "POST",
    path: "/complaints/{id}/close",
    summary: "Close a complaint: a resolved one, or on the spot with what was done",
    description:
      "First-contact resolution (一次即圆满): closed by the person who took it, without transfer, and not reopened within some days.",
    access: act,
    params: id,
    body: closing,
    response: complaintAnswer,
    budget: { calls: 2 },
    problems,
    example: {
      body: { correctiveAction: exampleClosed.correctiveAction, cause: "installation" },
      response: exampleClosed,
    },
  },
  reopen: {
    id: "complaint.reopen",
    method: "POST",
    path: "/complaints/{id}/reopen",
    summary:
      "Go on with a complaint after all; soon after its closing that takes first-contact resolution back",
    access: act,
    params: id,
    body: reopening,
    response: complaintAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { reason: "仍在漏水" }, response: { ...exampleComplaint, version: 3, reopenings: 1 } },
  },
  history: historyRoute("complaint", "complaints", idOf("complaint")),
});
