import { activityRoutes } from "../../lib/activities/routes.ts";
import { adminRoutes } from "../../lib/admin/routes.ts";
import { calendarRoutes } from "../../lib/calendar/routes.ts";
import { campaignCourseRoutes } from "../../lib/campaigns/course-routes.ts";
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
import { memberMoveRoutes } from "../../lib/memberships/move-routes.ts";
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
import { requestProgressRoutes } from "../../lib/service-requests/progress-routes.ts";
import { serviceRequestRoutes } from "../../lib/service-requests/routes.ts";
import { settingRoutes } from "../../lib/settings/routes.ts";
import { surveyRoutes } from "../../lib/surveys/routes.ts";
import { myTaskRoutes, taskRoutes } from "../../lib/tasks/routes.ts";
import { templateRoutes } from "../../lib/templates/routes.ts";
import { meRoutes } from "../../lib/users/me-routes.ts";
import { userRoutes } from "../../lib/users/routes.ts";
import type { Lambda } from "../lambda.ts";

/** An area of the API: one function, and what its callers cannot do while it fails. */
interface Area extends Partial<Pick<Lambda, "grants" | "memory" | "assets">> {
  readonly routes: Readonly<Record<string, Route>>;
  readonly errorImpact: string;
}

/** Every area, declared once: the OpenAPI document, the functions and what is deployed follow from it. */
export const areas = {
  customers: {
    routes: { ...customerRoutes, ...contactRoutes, ...overviewRoutes, ...customerValueRoutes },
    errorImpact: "Nobody can find, create or change customers and their contacts.",
    assets: [NUMBERING_PLANS],
  },
  opportunities: {
    routes: { ...opportunityRoutes, ...winRoutes, ...opportunityFollowUpRoutes },
    errorImpact: "Salespeople cannot find, create or change opportunities, nor win or lose them.",
    assets: [NUMBERING_PLANS],
  },
  orders: { routes: orderRoutes, errorImpact: "Nobody can look up orders and what customers bought." },
  deliveries: {
    routes: deliveryRoutes,
    errorImpact: "Nobody can plan deliveries or record what was delivered.",
  },
  "service-cards": {
    routes: serviceCardRoutes,
    errorImpact: "Nobody can find a caller's service card and whether their goods are under warranty.",
    assets: [NUMBERING_PLANS],
  },
  commission: {
    routes: { ...planRoutes, ...entryRoutes },
    errorImpact:
      "Nobody can look up commission or change its plans; wins go on to be paid by the plans that stand.",
  },
  reports: {
    routes: { ...salesReportRoutes, ...serviceReportRoutes, ...valueRoutes },
    errorImpact: "Nobody can read reports; the figures go on to be kept.",
  },
  admin: { routes: adminRoutes, errorImpact: "Nobody can prove the totals right or repair them." },
  products: { routes: productRoutes, errorImpact: "Nobody can look up prices or change the catalogue." },
  partners: {
    routes: partnerRoutes,
    errorImpact: "Nobody can look up or change partners.",
    assets: [NUMBERING_PLANS],
  },
  competitors: {
    routes: competitorRoutes,
    errorImpact: "Nobody can look up competitors and our record against them.",
  },
  users: {
    routes: userRoutes,
    errorImpact: "Nobody can add people, let them go, or hand over their records.",
  },
  departments: { routes: departmentRoutes, errorImpact: "Nobody can look up or change departments." },
  roles: { routes: roleRoutes, errorImpact: "Nobody can look up or change what roles grant." },
  "follow-ups": { routes: followUpRoutes, errorImpact: "Nobody can complete, move or cancel follow-ups." },
  tasks: { routes: taskRoutes, errorImpact: "Nobody can create, complete or move tasks." },
  activities: { routes: activityRoutes, errorImpact: "Nobody can record visits and calls with customers." },
  surveys: {
    routes: surveyRoutes,
    errorImpact: "Customers cannot rate our service, and nobody can look up how they did.",
  },
  complaints: { routes: complaintRoutes, errorImpact: "Nobody can take in complaints or see to them." },
  segments: { routes: segmentRoutes, errorImpact: "Nobody can save or count audiences of customers." },
  campaigns: {
    routes: { ...campaignRoutes, ...campaignCourseRoutes },
    errorImpact: "Nobody can plan, pause or read campaigns, and the links of their mails lead nowhere.",
  },
  memberships: {
    routes: { ...membershipRoutes, ...memberMoveRoutes },
    errorImpact:
      "Shops cannot record purchases, top-ups and refunds of members: they are to repeat them with the same key.",
    assets: [NUMBERING_PLANS],
  },
  "service-requests": {
    routes: { ...serviceRequestRoutes, ...requestProgressRoutes, ...requestArticleRoutes },
    errorImpact: "Nobody can take in, assign or resolve service requests: customers who call are not helped.",
    assets: [NUMBERING_PLANS],
  },
  "knowledge-articles": {
    routes: knowledgeRoutes,
    errorImpact:
      "Nobody can find, read or write articles of the knowledge base: solved cases are worked out again.",
  },
  me: {
    routes: { ...meRoutes, ...myTaskRoutes, ...calendarRoutes },
    errorImpact: "People cannot see who they are and what they may do: front ends do not start.",
  },
  "care-rules": {
    routes: careRuleRoutes,
    errorImpact: "Nobody can look up, try or change care rules; those that stand go on.",
  },
  "care-mails": {
    routes: careMailRoutes,
    errorImpact: "Nobody can look up who was greeted, and who was held back and why.",
  },
  settings: {
    routes: settingRoutes,
    errorImpact: "Nobody can read or change settings; those that stand go on to hold.",
  },
  imports: {
    routes: importRoutes,
    errorImpact: "Nobody can bring in data from files; what was brought in stays.",
    memory: 1024,
    assets: [NUMBERING_PLANS],
  },
  templates: {
    routes: templateRoutes,
    errorImpact: "Nobody can change or try out what mails to customers say.",
  },
  "mail-recipients": {
    routes: recipientRoutes,
    errorImpact: "Customers cannot unsubscribe: they will call our mails spam instead.",
  },
  docs: {
    routes: docsRoutes,
    errorImpact: "Developers cannot read the API's documentation.",
    grants: [],
    assets: ["openapi.json", ...Object.values(DOCUMENT_FILES).map(({ specifier }) => specifier)],
  },
} as const satisfies Record<string, Area>;

/** Every route of the API. */
export const routes: readonly Route[] = Object.values<Area>(areas).flatMap((area) =>
  Object.values(area.routes),
);

export const apiLambdas: readonly Lambda[] = Object.entries<Area>(areas).map(
  ([name, { routes, ...special }]) => ({
    name: `api-${name}`,
    entry: `functions/api/${name}.lambda.ts`,
    trigger: { kind: "http", routes: Object.values(routes) },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 29,
    ...special,
  }),
);
