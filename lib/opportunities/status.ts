/** The four statuses of an opportunity (DOMAIN §4): 执行, 成功, 失败, 关闭. */
export const OPPORTUNITY_STATUSES = ["executing", "won", "lost", "closed"] as const;
export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number];
