import { activityRoutes } from "../../lib/activities/routes.ts";
import { adminRoutes } from "../../lib/admin/routes.ts";
import { calendarRoutes } from "../../lib/calendar/routes.ts";
import { campaignRoutes } from "../../lib/campaigns/routes.ts";
import { careMailRoutes, careRuleRoutes } from "../../lib/care/routes.ts";
import { entryRoutes, planRoutes } from "../../lib/commission/routes.ts";
import { competitorRoutes } from "../../lib/competitors/routes.ts";
import { complaintRoutes } from "../../lib/complaints/routes.ts";
import { contactRoutes } from "../../lib/contacts/routes.ts";
import { customerValueRoutes, valueRoutes } from "../../lib/customer-value/routes.ts";
import { customerRoutes } from "../../lib/customers/routes.ts";
import { deliveryRoutes } from "../../lib/deliveries/routes.ts";
import { departmentRoutes } from "../../lib/departments/routes.ts";
import { DOCUMENT_FILES, docsRoutes } from "../../lib/docs/routes.ts";
import { followUpRoutes, opportunityFollowUpRoutes } from "../../lib/follow-ups/routes.ts";
import type { Route } from "../../lib/http/route.ts";
import { importRoutes } from "../../lib/imports/routes.ts";
import { knowledgeRoutes, requestArticleRoutes } from "../../lib/knowledge/routes.ts";
import { membershipRoutes } from "../../lib/memberships/routes.ts";
import { opportunityRoutes } from "../../lib/opportunities/routes.ts";
import { winRoutes } from "../../lib/opportunities/win-routes.ts";
import { orderRoutes } from "../../lib/orders/routes.ts";
import { overviewRoutes } from "../../lib/overview/routes.ts";
import { partnerRoutes } from "../../lib/partners/routes.ts";
import { NUMBERING_PLANS } from "../../lib/phone/phone.ts";
import { productRoutes } from "../../lib/products/routes.ts";
import { recipientRoutes } from "../../lib/recipients/routes.ts";
import { salesReportRoutes } from "../../lib/reports/sales-routes.ts";
import { serviceReportRoutes } from "../../lib/reports/service-routes.ts";
import { roleRoutes } from "../../lib/roles/routes.ts";
import { segmentRoutes } from "../../lib/segments/routes.ts";
import { serviceCardRoutes } from "../../lib/service-cards/routes.ts";
import { serviceRequestRoutes } from "../../lib/service-requests/routes.ts";
import { settingRoutes } from "../../lib/settings/routes.ts";
import { surveyRoutes } from "../../lib/surveys/routes.ts";
import { myTaskRoutes, taskRoutes } from "../../lib/tasks/routes.ts";
import { templateRoutes } from "../../lib/templates/routes.ts";
import { meRoutes } from "../../lib/users/me-routes.ts";
import { userRoutes } from "../../lib/users/routes.ts";
import type { Lambda } from "../lambda.ts";

/** One function an area; what its callers cannot do while it fails is its alarm's text. */
function area(
  name: string,
  routes: Record<string, Route>,
  errorImpact: string,
  special: Partial<Lambda> = {},
): Lambda {
  return {
    name: `api-${name}`,
    entry: `functions/api/${name}.lambda.ts`,
    trigger: { kind: "http", routes: Object.values(routes) },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 29,
    errorImpact,
    ...special,
  };
}

/** Every area of the API and its routes. */
export const areas = {
  customers: { ...customerRoutes, ...contactRoutes, ...overviewRoutes, ...customerValueRoutes },
  opportunities: { ...opportunityRoutes, ...winRoutes, ...opportunityFollowUpRoutes },
  orders: orderRoutes,
  deliveries: deliveryRoutes,
  "service-cards": serviceCardRoutes,
  commission: { ...planRoutes, ...entryRoutes },
  reports: { ...salesReportRoutes, ...serviceReportRoutes, ...valueRoutes },
  admin: adminRoutes,
  products: productRoutes,
  partners: partnerRoutes,
  competitors: competitorRoutes,
  users: userRoutes,
  departments: departmentRoutes,
  roles: roleRoutes,
  "follow-ups": followUpRoutes,
  tasks: taskRoutes,
  activities: activityRoutes,
  surveys: surveyRoutes,
  complaints: complaintRoutes,
  segments: segmentRoutes,
  campaigns: campaignRoutes,
  memberships: membershipRoutes,
  "service-requests": { ...serviceRequestRoutes, ...requestArticleRoutes },
  "knowledge-articles": knowledgeRoutes,
  me: { ...meRoutes, ...myTaskRoutes, ...calendarRoutes },
  "care-rules": careRuleRoutes,
  "care-mails": careMailRoutes,
  settings: settingRoutes,
  imports: importRoutes,
  templates: templateRoutes,
  "mail-recipients": recipientRoutes,
  docs: docsRoutes,
} as const satisfies Record<string, Record<string, Route>>;

export const apiLambdas: readonly Lambda[] = [
  area("customers", areas.customers, "Nobody can find, create or change customers and their contacts.", {
    assets: [NUMBERING_PLANS],
  }),
  area(
    "opportunities",
    areas.opportunities,
    "Salespeople cannot find, create or change opportunities, nor win or lose them.",
    { assets: [NUMBERING_PLANS] },
  ),
  area("orders", areas.orders, "Nobody can look up orders and what customers bought."),
  area("deliveries", areas.deliveries, "Nobody can plan deliveries or record what was delivered."),
  area(
    "service-cards",
    areas["service-cards"],
    "Nobody can find a caller's service card and whether their goods are under warranty.",
    { assets: [NUMBERING_PLANS] },
  ),
  area(
    "commission",
    areas.commission,
    "Nobody can look up commission or change its plans; wins go on to be paid by the plans that stand.",
  ),
  area("reports", areas.reports, "Nobody can read reports; the figures go on to be kept."),
  area("admin", areas.admin, "Nobody can prove the totals right or repair them."),
  area("products", areas.products, "Nobody can look up prices or change the catalogue."),
  area("partners", areas.partners, "Nobody can look up or change partners.", { assets: [NUMBERING_PLANS] }),
  area("competitors", areas.competitors, "Nobody can look up competitors and our record against them."),
  area("users", areas.users, "Nobody can add people, let them go, or hand over their records."),
  area("departments", areas.departments, "Nobody can look up or change departments."),
  area("roles", areas.roles, "Nobody can look up or change what roles grant."),
  area("follow-ups", areas["follow-ups"], "Nobody can complete, move or cancel follow-ups."),
  area("tasks", areas.tasks, "Nobody can create, complete or move tasks."),
  area("activities", areas.activities, "Nobody can record visits and calls with customers."),
  area("surveys", areas.surveys, "Customers cannot rate our service, and nobody can look up how they did."),
  area(
    "service-requests",
    areas["service-requests"],
    "Nobody can take in, assign or resolve service requests: customers who call are not helped.",
    { assets: [NUMBERING_PLANS] },
  ),
  area(
    "knowledge-articles",
    areas["knowledge-articles"],
    "Nobody can find, read or write articles of the knowledge base: solved cases are worked out again.",
  ),
  area(
    "campaigns",
    areas.campaigns,
    "Nobody can plan, pause or read campaigns, and the links of their mails lead nowhere.",
  ),
  area("segments", areas.segments, "Nobody can save or count audiences of customers."),
  area("complaints", areas.complaints, "Nobody can take in complaints or see to them."),
  area(
    "care-rules",
    areas["care-rules"],
    "Nobody can look up, try or change care rules; those that stand go on.",
  ),
  area(
    "care-mails",
    areas["care-mails"],
    "Nobody can look up who was greeted, and who was held back and why.",
  ),
  area(
    "memberships",
    areas.memberships,
    "Shops cannot record purchases, top-ups and refunds of members: they are to repeat them with the same key.",
    { assets: [NUMBERING_PLANS] },
  ),
  area("me", areas.me, "People cannot see who they are and what they may do: front ends do not start."),
  area("settings", areas.settings, "Nobody can read or change settings; those that stand go on to hold."),
  area("imports", areas.imports, "Nobody can bring in data from files; what was brought in stays.", {
    memory: 1024,
    assets: [NUMBERING_PLANS],
  }),
  area("templates", areas.templates, "Nobody can change or try out what mails to customers say."),
  area(
    "mail-recipients",
    areas["mail-recipients"],
    "Customers cannot unsubscribe: they will call our mails spam instead.",
  ),
  area("docs", areas.docs, "Developers cannot read the API's documentation.", {
    grants: [],
    assets: ["openapi.json", ...Object.values(DOCUMENT_FILES).map(({ specifier }) => specifier)],
  }),
];
