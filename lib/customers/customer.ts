import * as z from "zod";
import { careCopies, dayCopy, foundOn } from "../care/found-on.ts";
import { birthday } from "../contacts/birthday.ts";
import { consent, consentInput } from "../contacts/consent.ts";
import { idOf } from "../ids/id.ts";
import { statedMoney } from "../money/money.ts";
import { type Copy, defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { LIFECYCLE_TYPES } from "./lifecycle.ts";
import { inCustomerView } from "./view.ts";

/** What a caller may set of a customer (DOMAIN §3). */
export const customerInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  name: nameText(200),
  kind: z.enum(["company", "person"]).default("company"),
  address: text(500).optional(),
  postcode: text(20).optional(),
  region: text(100).optional(),
  website: z
    .url({ protocol: /^https?$/, error: "must be a web address that begins with http" })
    .max(500)
    .optional(),
  phone: text(40).optional(),
  email: z.email({ error: "must be an e-mail address" }).max(254).optional(),
  industry: text(100).optional(),
  industryPosition: text(200).optional(),
  annualRevenue: statedMoney.optional(),
  foundedOn: calendarDate.optional(),
  employees: z.int().min(0).max(10_000_000).optional(),
  managementStyle: text(500).optional(),
  majorCustomers: text(1000).optional(),
  expectedPurchase: text(1000).optional(),
  parentId: idOf("customer").optional(),
  groupName: text(200).optional(),
  agentOrDistributor: z.boolean().optional(),
  source: z
    .enum([
      "campaign",
      "card-scan",
      "import",
      "website",
      "referral",
      "walk-in",
      "event",
      "cold-call",
      "partner",
      "other",
    ])
    .optional(),
  preferredChannel: z.enum(["phone", "email", "visit", "wechat", "sms", "post"]).optional(),
  language: z.enum(["zh-CN", "zh-TW", "en"]).optional(),
  /** Of a person; those of a company's people are on its contacts. */
  birthday: birthday.optional(),
  careMails: consentInput.optional(),
  /** 大客户: visited at intervals, which a care rule makes tasks of. */
  keyAccount: z.boolean().optional(),
  /** By the company's setting unless told. */
  revisitEveryDays: z.int().min(1, { error: "must be at least a day" }).max(366).optional(),
  /** When a key account is to be visited next; from now on at its interval unless told. */
  revisitOn: calendarDate.optional(),
  tags: z.array(text(50)).max(50).optional(),
  notes: text(10_000).optional(),
  ownerId: idOf("user").optional(),
});
export type CustomerInput = z.infer<typeof customerInput>;

/** What a change may touch: another owner is an assignment, with its own checks. */
export const customerChanges = customerInput.omit({ ownerId: true });

/** A customer (客户): whoever the company sells to or serves. */
export const customer = z
  .object({
    ...recordFields,
    ...customerInput.shape,
    number: z.string(),
    careMails: consent.optional(),
    departmentId: idOf("department").optional(),
    type: z.enum(LIFECYCLE_TYPES),
    typeSince: instant,
    /** Why it was deactivated; only on inactive customers. */
    inactiveReason: z.string().optional(),
    /** What it was when it was deactivated; only on inactive customers. */
    typeBefore: z.enum(LIFECYCLE_TYPES).optional(),
    /** How many of its opportunities stand as won. */
    wins: z.int(),
  })
  .meta({ id: "Customer" });
export type Customer = z.infer<typeof customer>;

/** What callers are shown. */
export const customerAnswer = customer.omit({ claims: true, deletedAt: true }).meta({ id: "CustomerAnswer" });

/** Unique values of a customer, for lookups by exact number, name, phone in E.164, or e-mail. */
export const customerClaim = {
  number: (number: string) => `number:${number}`,
  name: (name: string) => `name:${normalizedName(name)}`,
  phone: (e164: string) => `phone:${e164}`,
  email: (email: string) => `email:${email.toLowerCase()}`,
} as const;

export const customers = defineEntity({
  type: "customer",
  schema: customer,
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number, name, phone, email }) => [
    { value: customerClaim.number(number), pointer: "/number" },
    { value: customerClaim.name(name), pointer: "/name" },
    ...(phone === undefined ? [] : [{ value: customerClaim.phone(phone), pointer: "/phone" }]),
    ...(email === undefined ? [] : [{ value: customerClaim.email(email), pointer: "/email" }]),
  ],
  indexes: ({ id, name }) => ({
    ...inCustomerView(id, "customer"),
    namePk: nameShard(name),
    nameSk: `${normalizedName(name)}#${id}`,
  }),
  copies: (record) => [...lookupCopies(record), ...careCopies(record), ...revisitCopies(record)],
});

function lookupCopies({ id, name, phone, email, ownerId, departmentId }: Customer): Copy[] {
  return [
    ...(phone === undefined
      ? []
      : [{ name: "phone", keys: { namePk: lookupKey("phone", phone), nameSk: id } }]),
    ...(email === undefined
      ? []
      : [{ name: "email", keys: { namePk: lookupKey("email", email.toLowerCase()), nameSk: id } }]),
    ...[ownerId, departmentId].flatMap((of) =>
      of === undefined
        ? []
        : [{ name: `names#${of}`, keys: { namePk: namesOf(of), nameSk: `${normalizedName(name)}#${id}` } }],
    ),
  ];
}

function revisitCopies({ id, keyAccount, revisitOn }: Customer): Copy[] {
  return keyAccount === true && revisitOn !== undefined
    ? [dayCopy("revisit", foundOn.revisits, `${revisitOn}#${id}`)]
    : [];
}

/** Names are sharded by their first character. */
export function nameShard(name: string): string {
  return `customer#name#${[...normalizedName(name)][0] ?? ""}`;
}

/** The names of a person's or a department's customers: whoever sees no others searches here. */
export function namesOf(ownerOrDepartmentId: string): string {
  return `customer#names-of#${ownerOrDepartmentId}`;
}

/** Where customers are found by an exact phone or e-mail; several when a duplicate was allowed. */
export function lookupKey(field: "phone" | "email", value: string): string {
  return `customer#${field}#${value}`;
}
