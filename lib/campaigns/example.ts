const at = "2026-11-20T02:00:00.000Z";
const by = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";

/** Shown in the documentation. */
export const exampleCampaignInput = {
  name: "年末老客户回馈",
  segmentId: "seg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  words: { headline: "老客户专享", offer: "热泵机组九折，免费上门检测", code: "WARM10", until: "2026-12-31" },
  link: "https://www.example.cn/winter",
  perMinute: 120,
  cost: { amount: 300_000, currency: "CNY" },
} as const;

export const exampleCampaign = {
  ...exampleCampaignInput,
  template: "campaign",
  id: "cmg_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "CMP-2026-0003",
  ownerId: by,
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "draft",
  looked: 0,
  createdAt: at,
  createdBy: by,
  updatedAt: at,
  updatedBy: by,
} as const;

export const exampleScheduled = {
  ...exampleCampaign,
  version: 2,
  status: "scheduled",
  conditions: { classes: ["A"], dormant: true },
  startAt: "2026-11-24T02:00:00.000Z",
} as const;

export const exampleMail = {
  id: "cml_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 4,
  campaignId: exampleCampaign.id,
  campaignName: exampleCampaign.name,
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerName: "上海泰宁生物科技有限公司",
  status: "delivered",
  mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  clicks: 1,
  openedAt: "2026-11-24T03:10:00.000Z",
  createdAt: at,
  createdBy: "system",
  updatedAt: at,
  updatedBy: "system",
} as const;

export const exampleResults = {
  campaignId: exampleCampaign.id,
  status: "done",
  mails: {
    queued: 180,
    sent: 179,
    delivered: 176,
    bounced: 3,
    complained: 0,
    unsent: 1,
    opened: 41,
    clicks: 58,
  },
  held: {
    customers: 12,
    reasons: [{ reason: "no-address", why: "there is no e-mail address", customers: 12 }],
  },
  opportunities: { count: 9, won: 4, lost: 1, open: { amount: 8_000_000, currency: "CNY" } },
  revenue: { amount: 12_400_000, currency: "CNY" },
  cost: { amount: 300_000, currency: "CNY" },
  returnOnCost: 403_333,
  hrefs: {
    mails: `/campaigns/${exampleCampaign.id}/mails`,
    opportunities: `/opportunities?campaignId=${exampleCampaign.id}`,
  },
} as const;
