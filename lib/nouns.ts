import { activityNoun } from "./activities/noun.ts";
import { campaignMailNoun, campaignNoun } from "./campaigns/noun.ts";
import { careNouns } from "./care/nouns.ts";
import { commissionPlanNoun } from "./commission/noun.ts";
import { competitorNoun } from "./competitors/noun.ts";
import { complaintNoun } from "./complaints/noun.ts";
import { contactNoun } from "./contacts/noun.ts";
import { customerValueNoun, valueRunNoun } from "./customer-value/noun.ts";
import { customerNoun } from "./customers/noun.ts";
import { deliveryNoun } from "./deliveries/noun.ts";
import { departmentNoun } from "./departments/noun.ts";
import { followUpNoun } from "./follow-ups/noun.ts";
import { handoverNoun } from "./handover/noun.ts";
import { importNoun } from "./imports/noun.ts";
import { knowledgeArticleNoun } from "./knowledge/noun.ts";
import { mailNoun } from "./mail/noun.ts";
import { membershipNoun } from "./memberships/noun.ts";
import { opportunityNoun } from "./opportunities/noun.ts";
import { orderNoun } from "./orders/noun.ts";
import { partnerNoun } from "./partners/noun.ts";
import { productNoun } from "./products/noun.ts";
import { documentNoun } from "./projections/document.ts";
import type { Noun } from "./projections/noun.ts";
import { mailRecipientNoun } from "./recipients/noun.ts";
import { segmentNoun } from "./segments/noun.ts";
import { serviceCardNoun } from "./service-cards/noun.ts";
import { serviceRequestNoun } from "./service-requests/noun.ts";
import { surveyNoun } from "./surveys/noun.ts";
import { taskNoun } from "./tasks/noun.ts";
import { userNoun } from "./users/noun.ts";

/** Every record type whose changes have consequences through the table's stream. */
export const nouns: ReadonlyMap<string, Noun> = new Map(
  [
    customerNoun,
    customerValueNoun,
    segmentNoun,
    campaignNoun,
    campaignMailNoun,
    valueRunNoun,
    contactNoun,
    opportunityNoun,
    orderNoun,
    deliveryNoun,
    serviceCardNoun,
    commissionPlanNoun,
    followUpNoun,
    taskNoun,
    activityNoun,
    surveyNoun,
    complaintNoun,
    knowledgeArticleNoun,
    membershipNoun,
    serviceRequestNoun,
    mailNoun,
    mailRecipientNoun,
    productNoun,
    partnerNoun,
    competitorNoun,
    userNoun,
    departmentNoun,
    handoverNoun,
    importNoun,
    ...careNouns,
    documentNoun("role"),
    documentNoun("setting"),
    documentNoun("template"),
  ].map((noun) => [noun.type, noun]),
);
