import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant, month } from "../time/calendar.ts";
import { causeKey } from "./settings.ts";
import { COMPLAINT_STATUSES, type ComplaintStatus } from "./status.ts";

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export const CHANNELS = ["phone", "email", "visit", "wechat", "website", "post", "other"] as const;

/** What a caller says of a complaint (DOMAIN §9). */
export const complaintInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  customerId: idOf("customer"),
  contactId: idOf("contact").optional(),
  /** What it is about, where that is known. */
  serviceRequestId: idOf("service-request").optional(),
  productId: idOf("product").optional(),
  content: text(10_000),
  severity: z.enum(SEVERITIES).default("medium"),
  /** A key of the setting `complaints`. */
  cause: causeKey.optional(),
  channel: z.enum(CHANNELS).default("phone"),
});
export type ComplaintInput = z.infer<typeof complaintInput>;

/** Who did what with a complaint, and when. */
const step = z.object({
  step: z.enum(["received", "transferred", "resolved", "closed", "reopened"]),
  at: instant,
  by: z.string(),
  /** Of a transfer: whom it was given to. */
  to: idOf("user").optional(),
  note: z.string().optional(),
});

/** A customer's complaint (投诉). */
export const complaint = z
  .object({
    ...recordFields,
    ...complaintInput.shape,
    id: idOf("complaint"),
    number: z.string(),
    customerName: z.string().optional(),
    customerOwnerId: idOf("user").optional(),
    contactName: z.string().optional(),
    productName: z.string().optional(),
    receivedBy: idOf("user"),
    /** Of whoever took it in: first-contact resolution counts for them. */
    receivedIn: idOf("department").optional(),
    receivedAt: instant,
    /** Of `receivedAt`, in the company's zone: the month that reports count it in. */
    month,
    /** Who sees to it. */
    handlerId: idOf("user"),
    departmentId: idOf("department").optional(),
    collaboratorIds: z.array(idOf("user")),
    status: z.enum(COMPLAINT_STATUSES),
    steps: z.array(step),
    transfers: z.int(),
    reopenings: z.int(),
    correctiveAction: z.string().optional(),
    resolvedAt: instant.optional(),
    closedAt: instant.optional(),
    /** Whether whoever took it in settled it, alone and for good (一次即圆满); none before it was closed. */
    firstContact: z.boolean().optional(),
  })
  .meta({ id: "Complaint" });
export type Complaint = z.infer<typeof complaint>;

/** What callers are shown. */
export const complaintAnswer = complaint
  .omit({ claims: true, deletedAt: true, collaboratorIds: true, receivedIn: true, month: true })
  .meta({ id: "ComplaintAnswer" });

/** Open ones stand first in the customer's view. */
const RANK = { received: "9", transferred: "9", resolved: "5", closed: "3" } as const satisfies Record<
  ComplaintStatus,
  string
>;

/** Where a complaint is found by its number, and those of a month. */
export const shelf = {
  number: (number: string) => `complaint#number#${number}`,
  month: (month: string) => `complaint#month#${month}`,
} as const;

export const complaints = defineEntity({
  type: "complaint",
  schema: complaint,
  facet: { of: ({ status }) => status, values: COMPLAINT_STATUSES },
  owner: ({ handlerId, departmentId }) => ({ ownerId: handlerId, departmentId }),
  claims: ({ number }) => [{ value: `number:${number}`, pointer: "/number" }],
  indexes: ({ id, number, customerId, status, month }) => ({
    ...inCustomerView(customerId, "complaint", `${RANK[status]}#${id}`),
    namePk: shelf.number(number),
    nameSk: id,
    duePk: shelf.month(month),
    dueSk: id,
  }),
  copies: (record) => readerCopies("complaint", { ...record, ownerId: record.handlerId }, record.status),
});
