import { exampleContact } from "../contacts/example.ts";
import { exampleCustomer } from "../customers/example.ts";

/** Examples shown in the documentation. */
export const exampleRuleInput = {
  name: "VIP 生日祝福",
  occasion: { kind: "birthday" },
  audience: { tiers: ["vip", "supreme-vip"] },
  makes: "both",
  taskFor: "important",
  sendAt: "09:00",
  lateDays: 2,
};

export const exampleRule = {
  ...exampleRuleInput,
  id: "crl_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  on: false,
  isDefault: false,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const exampleRuleOn = {
  ...exampleRule,
  version: 2,
  on: true,
  since: "2026-11-20",
  switchedOnAt: "2026-11-20T02:00:00.000Z",
};

export const examplePreviewItem = {
  customerId: exampleCustomer.id,
  customerName: exampleCustomer.name,
  contactId: exampleContact.id,
  recipientName: exampleContact.name,
  mail: { would: "send", at: "2027-09-15T01:00:00.000Z", template: "birthday" },
  task: true,
  done: false,
};

export const exampleCareMail = {
  id: "crm_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  ruleId: exampleRule.id,
  ruleName: exampleRule.name,
  occasion: "birthday",
  occasionKey: "lunar-2027",
  date: "2027-09-15",
  customerId: exampleCustomer.id,
  customerName: exampleCustomer.name,
  customerOwnerId: exampleCustomer.ownerId,
  departmentId: exampleCustomer.departmentId,
  contactId: exampleContact.id,
  recipientName: exampleContact.name,
  status: "queued",
  template: "birthday",
  sendAt: "2027-09-15T01:00:00.000Z",
  mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  createdAt: "2027-09-14T22:00:00.000Z",
  createdBy: "system",
  updatedAt: "2027-09-14T22:00:00.000Z",
  updatedBy: "system",
};
