import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyEntry } from "../resource/history.ts";
import { contactAnswer, contactInput } from "./contact.ts";
import { exampleContact, exampleContactInput } from "./example.ts";

const one = z.strictObject({ id: idOf("customer"), contactId: idOf("contact") });

export const contactRoutes = defineRoutes({
  addContact: {
    id: "contact.create",
    method: "POST",
    path: "/customers/{id}/contacts",
    summary: "Add a contact to a customer",
    access: { resource: "customer", action: "update" },
    params: one.pick({ id: true }),
    body: contactInput,
    response: contactAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["rule-broken", "conflict"],
    example: { body: exampleContactInput, response: exampleContact },
  },
  listContacts: {
    id: "contact.list",
    method: "GET",
    path: "/customers/{id}/contacts",
    summary: "List all contacts of a customer, oldest first; they are at most 100",
    access: { resource: "customer", action: "read" },
    params: one.pick({ id: true }),
    response: z.object({ items: z.array(contactAnswer) }),
    budget: { calls: 1 },
    example: { response: { items: [exampleContact] } },
  },
  readContact: {
    id: "contact.read",
    method: "GET",
    path: "/customers/{id}/contacts/{contactId}",
    summary: "Read a contact",
    access: { resource: "customer", action: "read" },
    params: one,
    response: contactAnswer,
    budget: { calls: 1 },
    example: { response: exampleContact },
  },
  changeContact: {
    id: "contact.update",
    method: "PATCH",
    path: "/customers/{id}/contacts/{contactId}",
    summary: "Change a contact (JSON Merge Patch)",
    access: { resource: "customer", action: "update" },
    params: one,
    body: patchOf(contactInput),
    response: contactAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "stale-version"],
    example: { body: { careMails: { consent: false } }, response: exampleContact },
  },
  removeContact: {
    id: "contact.remove",
    method: "DELETE",
    path: "/customers/{id}/contacts/{contactId}",
    summary: "Delete a contact; its history is kept for audit",
    access: { resource: "customer", action: "update" },
    params: one,
    status: 204,
    budget: { calls: 2 },
    problems: ["stale-version"],
  },
  contactHistory: {
    id: "contact.history",
    method: "GET",
    path: "/customers/{id}/contacts/{contactId}/history",
    summary: "Read who changed what of this contact, newest first",
    access: { resource: "customer", action: "read" },
    params: one,
    query: z.strictObject(paging),
    response: pageOf(historyEntry),
    budget: { calls: 2, because: "customer and contact are read too, to see whether the caller may" },
  },
});
