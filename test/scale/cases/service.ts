import { type Case, get, MONTH, PAGE, post } from "./case.ts";

/** Service requests, surveys, complaints and the knowledge base. */
export const serviceCases: readonly Case[] = [
  ...get(({ requestId }) => `/service-requests/${requestId}`, "technician", "agent", "salesperson"),
  ...get(({ requestId }) => `/service-requests/${requestId}/suggestions`, "technician", "agent"),
  ...get(`/service-requests?${PAGE}`, "technician", "agent", "salesperson", "manager"),
  ...get(`/service-requests?${PAGE}&status=assigned`, "technician", "agent", "salesperson"),
  ...get(`/service-requests?${PAGE}&status=received`, "serviceManager"),
  ...get(({ technicianId }) => `/service-requests?${PAGE}&technicianId=${technicianId}`, "serviceManager"),
  ...get((_, { workshopId }) => `/service-requests?${PAGE}&departmentId=${workshopId}`, "serviceManager"),
  ...get(({ requestNumber }) => `/service-requests?${PAGE}&number=${requestNumber}`, "agent"),
  ...get(({ customerId }) => `/service-requests?${PAGE}&customerId=${customerId}`, "agent", "salesperson"),
  ...get(({ cardId }) => `/service-requests?${PAGE}&serviceCardId=${cardId}`, "technician", "agent"),
  ...get((_, { productId }) => `/service-requests?${PAGE}&productId=${productId}`, "agent"),
  ...get((_, { articleId }) => `/service-requests?${PAGE}&articleId=${articleId}`, "agent"),
  ...get(`/service-requests?${PAGE}&${MONTH}`, "serviceManager"),
  ...get(({ surveyId }) => `/surveys/${surveyId}`, "agent"),
  ...get(`/surveys?${PAGE}`, "agent", "salesperson", "manager"),
  ...get(`/surveys?${PAGE}&status=open`, "agent"),
  ...get(({ customerId }) => `/surveys?${PAGE}&customerId=${customerId}`, "agent"),
  ...get(`/surveys?${PAGE}&${MONTH}`, "serviceManager"),
  ...get(({ complaintId }) => `/complaints/${complaintId}`, "agent"),
  ...get(`/complaints?${PAGE}`, "agent", "salesperson", "manager"),
  ...get(`/complaints?${PAGE}&status=received`, "agent"),
  ...get(({ complaintNumber }) => `/complaints?${PAGE}&number=${complaintNumber}`, "agent"),
  ...get(({ customerId }) => `/complaints?${PAGE}&customerId=${customerId}`, "agent"),
  ...get(`/complaints?${PAGE}&${MONTH}`, "serviceManager"),
  ...get((_, { articleId }) => `/knowledge-articles/${articleId}`, "technician"),
  ...get(`/knowledge-articles?${PAGE}&q=${encodeURIComponent("四通阀")}`, "technician"),
  ...get((_, { productId }) => `/knowledge-articles?${PAGE}&productId=${productId}`, "technician"),
];

export const serviceCommands: readonly Case[] = [
  post(
    () => "/service-requests",
    "agent",
    ({ cardId, technicianId }) => ({
      serviceCardId: cardId,
      technicianId,
      type: "repair",
      faultCategory: "leak",
      channel: "phone",
      subject: "管道漏水",
    }),
  ),
  post(
    ({ requestId }) => `/service-requests/${requestId}/start`,
    "technician",
    () => undefined,
  ),
  post(
    ({ requestId }) => `/service-requests/${requestId}/resolve`,
    "technician",
    (_, { articleId }) => ({ resolution: "更换密封圈", articleIds: [articleId] }),
  ),
  post(
    ({ surveyId }) => `/surveys/${surveyId}/answer`,
    "agent",
    () => ({ score: 5 }),
  ),
  post(
    () => "/complaints",
    "agent",
    ({ customerId }) => ({ customerId, content: "等待时间过长", cause: "delivery" }),
  ),
  post(
    ({ complaintId }) => `/complaints/${complaintId}/close`,
    "agent",
    () => ({ correctiveAction: "致歉并上门处理" }),
  ),
];
