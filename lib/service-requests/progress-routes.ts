import * as z from "zod";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import {
  exampleAssigned,
  exampleResolved,
  exampleStarted,
  exampleWorked,
  exampleWorkInput,
} from "./example.ts";
import { assignment } from "./handler.ts";
import { closing, reopening, resolving, responding } from "./progress.ts";
import { serviceRequestAnswer } from "./service-request.ts";
import { workInput } from "./work.ts";

const id = z.strictObject({ id: idOf("service-request") });
const act = { resource: "service-request", action: "update" } as const;

/** Who sees to a request, and how far it is. */
export const requestProgressRoutes = defineRoutes({
  assign: {
    id: "service-request.assign",
    method: "POST",
    path: "/service-requests/{id}/assign",
    summary: "Give a service request to a technician, who must be able to work with it, or to a department",
    access: { resource: "service-request", action: "assign" },
    params: id,
    body: assignment,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "not-assignable", "unknown-reference", "conflict", "stale-version"],
    example: { body: { technicianId: exampleAssigned.technicianId }, response: exampleAssigned },
  },
  start: {
    id: "service-request.start",
    method: "POST",
    path: "/service-requests/{id}/start",
    summary: "Begin the work; counts as the first response unless there was one",
    access: act,
    params: id,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { response: exampleStarted },
  },
  respond: {
    id: "service-request.respond",
    method: "POST",
    path: "/service-requests/{id}/respond",
    summary: "Record that the customer heard from us for the first time, before the work begins",
    access: act,
    params: id,
    body: responding,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: { note: "已电话告知客户下午上门" },
      response: { ...exampleAssigned, version: 3, firstRespondedAt: exampleStarted.firstRespondedAt },
    },
  },
  work: {
    id: "service-request.work",
    method: "POST",
    path: "/service-requests/{id}/work",
    summary: "Record what was done: working time, parts and cost",
    access: act,
    params: id,
    body: workInput,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "unknown-reference", "rule-broken", "foreign-currency"],
    example: { body: exampleWorkInput, response: exampleWorked },
  },
  resolve: {
    id: "service-request.resolve",
    method: "POST",
    path: "/service-requests/{id}/resolve",
    summary: "Resolve a service request: its clock stops",
    access: act,
    params: id,
    body: resolving,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version", "unknown-reference", "rule-broken"],
    example: { body: { resolution: exampleResolved.resolution }, response: exampleResolved },
  },
  reopen: {
    id: "service-request.reopen",
    method: "POST",
    path: "/service-requests/{id}/reopen",
    summary: "Go on with a service request that is not resolved after all: its clock runs on",
    access: act,
    params: id,
    body: reopening,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: { body: { reason: "当晚又不制热" }, response: { ...exampleStarted, version: 6 } },
  },
  close: {
    id: "service-request.close",
    method: "POST",
    path: "/service-requests/{id}/close",
    summary: "Close a service request that is resolved, or a missed call that is not called back",
    access: act,
    params: id,
    body: closing,
    response: serviceRequestAnswer,
    budget: { calls: 2 },
    problems: ["conflict", "stale-version"],
    example: {
      body: {},
      response: { ...exampleResolved, version: 6, status: "closed", closedAt: "2026-12-07T02:00:00.000Z" },
    },
  },
});
