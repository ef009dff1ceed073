import * as z from "zod";
import { exampleCustomer } from "../customers/example.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { nameText } from "../text/text.ts";
import { conditions } from "./conditions.ts";
import { COUNT_CALLS, countAnswer, membersAnswer } from "./count.ts";
import { segmentChanges } from "./keep.ts";
import { segmentAnswer, segmentInput } from "./segment.ts";

const id = z.strictObject({ id: idOf("segment") });
const read = { resource: "segment", action: "read" } as const;
const counting = { calls: COUNT_CALLS, because: "two for 33 customers that it looks at" };
const { limit, cursor } = paging;

export const exampleSegmentInput = {
  name: "华东沉睡金卡",
  description: "Gold customers of the east who have not bought for long",
  conditions: { classes: ["A"], dormant: true, regions: ["上海", "苏州"] },
} as const;

export const exampleSegment = {
  ...exampleSegmentInput,
  id: "seg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
} as const;

const exampleCount = { count: 12, looked: 14, nextCursor: null };

export const segmentRoutes = defineRoutes({
  create: {
    id: "segment.create",
    method: "POST",
    path: "/segments",
    summary: "Save an audience by its conditions: class, dormant, tier, region, product bought, tags, kind",
    access: { resource: "segment", action: "create" },
    body: segmentInput,
    response: segmentAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["already-exists", "unknown-reference"],
    example: { body: exampleSegmentInput, response: exampleSegment },
  },
  list: {
    id: "segment.list",
    method: "GET",
    path: "/segments",
    summary: "List segments in the order of their names",
    access: read,
    query: z.strictObject({
      ...paging,
      name: nameText(100).optional().meta({ description: "Beginning of the name" }),
    }),
    response: pageOf(segmentAnswer),
    budget: { calls: 1 },
    example: { response: { items: [exampleSegment], nextCursor: null } },
  },
  preview: {
    id: "segment.preview",
    method: "POST",
    path: "/segments/count",
    summary: "Count the customers who fit some conditions, without saving them",
    access: read,
    query: z.strictObject({ cursor }),
    body: z.strictObject({ conditions }),
    response: countAnswer,
    budget: counting,
    problems: ["unknown-reference", "invalid-cursor"],
    example: { body: { conditions: exampleSegmentInput.conditions }, response: exampleCount },
  },
  read: {
    id: "segment.read",
    method: "GET",
    path: "/segments/{id}",
    summary: "Read a segment",
    access: read,
    params: id,
    response: segmentAnswer,
    budget: { calls: 1 },
    example: { response: exampleSegment },
  },
  update: {
    id: "segment.update",
    method: "PATCH",
    path: "/segments/{id}",
    summary: "Change a segment (JSON Merge Patch); conditions are replaced as a whole",
    description: "Campaigns that were scheduled keep the conditions that they were scheduled with.",
    access: { resource: "segment", action: "update" },
    params: id,
    body: segmentChanges,
    response: segmentAnswer,
    budget: { calls: 3, because: "the products that it names are read" },
    problems: ["already-exists", "unknown-reference", "stale-version"],
    example: { body: { description: "Gold customers to win back" }, response: exampleSegment },
  },
  remove: {
    id: "segment.remove",
    method: "DELETE",
    path: "/segments/{id}",
    summary: "Delete a segment; its history is kept for audit",
    access: { resource: "segment", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  count: {
    id: "segment.count",
    method: "POST",
    path: "/segments/{id}/count",
    summary: "Count the customers who are in a segment now",
    access: read,
    params: id,
    query: z.strictObject({ cursor }),
    response: countAnswer,
    budget: counting,
    problems: ["invalid-cursor"],
    example: { response: exampleCount },
  },
  customers: {
    id: "segment.customers",
    method: "GET",
    path: "/segments/{id}/customers",
    summary: "List the customers of a segment that the caller may read",
    description: "A page holds at least as many as asked for, if there are so many, and at most 32 more.",
    access: read,
    params: id,
    query: z.strictObject({ limit, cursor }),
    response: membersAnswer,
    budget: counting,
    problems: ["invalid-cursor"],
    example: { response: { items: [exampleCustomer], nextCursor: null } },
  },
  history: historyRoute("segment", "segments", idOf("segment")),
});
