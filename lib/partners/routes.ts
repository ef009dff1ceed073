import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { nameText } from "../text/text.ts";
import { partnerAnswer, partnerInput } from "./partner.ts";

const id = z.strictObject({ id: idOf("partner") });

const exampleInput = {
  name: "江苏绿能系统集成有限公司",
  kind: "integrator",
  phone: "025-8456 7890",
  expertise: "Plant rooms of hospitals and schools",
};

const example = {
  ...exampleInput,
  id: "prt_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  phone: "+862584567890",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const partnerRoutes = defineRoutes({
  create: {
    id: "partner.create",
    method: "POST",
    path: "/partners",
    summary: "Add a partner",
    access: { resource: "partner", action: "create" },
    body: partnerInput,
    response: partnerAnswer,
    status: 201,
    budget: { calls: 1 },
    problems: ["already-exists"],
    example: { body: exampleInput, response: example },
  },
  list: {
    id: "partner.list",
    method: "GET",
    path: "/partners",
    summary: "List partners in the order of their names, by beginning of the name or kind",
    access: { resource: "partner", action: "read" },
    query: z.strictObject({
      ...paging,
      name: nameText(200).optional().meta({ description: "Beginning of the name" }),
      kind: partnerInput.shape.kind,
    }),
    response: pageOf(partnerAnswer),
    budget: { calls: 1 },
    example: { response: { items: [example], nextCursor: null } },
  },
  read: {
    id: "partner.read",
    method: "GET",
    path: "/partners/{id}",
    summary: "Read a partner",
    access: { resource: "partner", action: "read" },
    params: id,
    response: partnerAnswer,
    budget: { calls: 1 },
    example: { response: example },
  },
  update: {
    id: "partner.update",
    method: "PATCH",
    path: "/partners/{id}",
    summary: "Change a partner (JSON Merge Patch)",
    access: { resource: "partner", action: "update" },
    params: id,
    body: patchOf(partnerInput),
    response: partnerAnswer,
    budget: { calls: 2 },
    problems: ["already-exists", "stale-version"],
    example: { body: { cooperation: "10 % of what they bring" }, response: example },
  },
  remove: {
    id: "partner.remove",
    method: "DELETE",
    path: "/partners/{id}",
    summary: "Delete a partner; its history is kept for audit",
    access: { resource: "partner", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  history: historyRoute("partner", "partners", idOf("partner")),
});
