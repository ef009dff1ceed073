import type { Client, Json } from "./client.ts";
import { appoint, company, department, hire, type Staff } from "./company.ts";
import { created, fresh, yuan } from "./deal.ts";
import type { Product } from "./product.ts";

/** The company with people who serve: the agent takes calls, technicians do the work, their manager heads the workshop. */
export async function serviceCompany(product: Pick<Product, "cloud">) {
  const people = await company(product);
  const workshop = await department(product, "维修部", people.departments.service);
  const place = { departmentId: workshop.id };
  const [manager, technician, other] = await Promise.all([
    hire(product, { ...place, name: "孙主管", roles: ["service-manager"] }),
    hire(product, { ...place, name: "马师傅", roles: ["technician"] }),
    hire(product, { ...place, name: "朱师傅", roles: ["technician"] }),
  ]);
  await appoint(product, manager, workshop);
  return { ...people, serviceManager: manager, technician, otherTechnician: other, workshop };
}

/** A customer with a product that was delivered to it, and the card of that. */
export async function servedCustomer(admin: Client, deliveredOn: string, warrantyMonths = 12): Promise<Json> {
  const [customer, goods] = await Promise.all([
    created(admin, "/customers", { name: fresh("恒温设备") }),
    created(admin, "/products", { name: fresh("热泵机组"), unitPrice: yuan(8_600), warrantyMonths }),
  ]);
  const card = await created(admin, "/service-cards", {
    customerId: customer.id,
    productId: goods.id,
    serialNumber: fresh("HP").replaceAll(" ", "-"),
    deliveredOn,
  });
  return { customer, goods, card };
}

/** A service request of an unknown caller, unless another body says otherwise. */
export function request(client: Client, body: Json = {}): Promise<Json> {
  return created(client, "/service-requests", {
    type: "repair",
    channel: "phone",
    subject: fresh("热泵不制热"),
    ...body,
  });
}

/** The same, in a technician's hands and being worked on. */
export async function requestInWork(
  agent: Client,
  technician: Client,
  who: Staff,
  body: Json = {},
): Promise<Json> {
  const { id } = await request(agent, { technicianId: who.id, ...body });
  return created(technician, `/service-requests/${id}/start`, undefined);
}
