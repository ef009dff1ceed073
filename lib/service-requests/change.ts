import { asRead } from "../customers/as-read.ts";
import type { Context } from "../http/context.ts";
import { stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { e164 } from "../phone/reachable.ts";
import { conflict, ruleBroken } from "../problem/problem.ts";
import type { Found } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { checkCatalog } from "./catalog.ts";
import { requestInput } from "./input.ts";
import { about, type Named, REFERENCE_RULES, referencesOf, wantedBy } from "./references.ts";
import type { ServiceRequest } from "./service-request.ts";
import { allowed } from "./status.ts";
import { termsNow } from "./terms.ts";
import { changeRequest } from "./verb.ts";

/** What can be changed; who works on a request and how far it is have verbs of their own. */
export const changeable = requestInput.pick({
  customerId: true,
  contactId: true,
  callerName: true,
  callerPhone: true,
  serviceCardId: true,
  productId: true,
  type: true,
  faultCategory: true,
  channel: true,
  subject: true,
  content: true,
});

/** A request is a customer's for good. */
export const OTHER_CUSTOMER = "a request stays its customer's: take in another one";

/** What a patch gives of the records it may name; its schema has vouched for the form. */
const naming = requestInput.pick({ customerId: true, contactId: true, serviceCardId: true, productId: true });

/**
 * Changes what a request is about. Two calls: all that the change names is read together with it. With another service
 * card the warranty is judged again, as of the day the request was received.
 * @throws Problem conflict once it is closed, unknown-reference, rule-broken
 */
export async function changeServiceRequest(
  id: string,
  patch: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Change<ServiceRequest>> {
  const { catalog } = await termsNow();
  const given = Object.entries(patch).filter(([name, value]) => name in naming.shape && value !== null);
  const named = naming.parse(Object.fromEntries(given));
  const phone =
    typeof patch.callerPhone === "string" ? await e164(patch.callerPhone, "/callerPhone") : undefined;
  const normalized = phone === undefined ? patch : { ...patch, callerPhone: phone };
  const change = (record: ServiceRequest, found: Found) => {
    allowed(record, "change");
    const said = patched(changeable, record, normalized);
    checkCatalog(said, catalog, record);
    const fields = { ...said, ...referring(record, said, named, found, context) };
    return nextVersion(record, fields, stampOf(context));
  };
  return changeRequest(id, "update", context, change, {
    wanted: wantedBy(named),
    besides: (was, is) => (was.customerId === is.customerId ? [] : customerGuard(is)),
  });
}

/** What the records say that a change names, together with those that were named before. */
function referring(
  record: ServiceRequest,
  said: Named,
  named: Named,
  found: Found,
  { caller }: Context,
): Partial<ServiceRequest> {
  const { customerId, customerName = "", customerOwnerId } = record;
  if (customerId !== undefined && said.customerId !== customerId)
    throw ruleBroken(OTHER_CUSTOMER, "/customerId");
  const { customer, contact, card, product } = referencesOf(found, named, caller);
  if (customerId !== undefined && customer !== undefined && customer.id !== customerId)
    throw ruleBroken(REFERENCE_RULES.cardCustomer, "/serviceCardId");
  const stays = (id: string | undefined, before: string | undefined) => id !== undefined && id === before;
  const keepsCard = stays(said.serviceCardId, record.serviceCardId) && card === undefined;
  if (keepsCard && said.productId !== record.productId)
    throw ruleBroken(REFERENCE_RULES.cardProduct, "/productId");
  const kept =
    customerId === undefined ? customer : { id: customerId, name: customerName, ownerId: customerOwnerId };
  const keptProduct =
    stays(said.productId, record.productId) && product === undefined
      ? { id: record.productId ?? "", name: record.productName ?? "" }
      : product;
  const fresh = about({ customer: kept, contact, card, product: keptProduct }, record.warranty.on);
  const { serviceCardId, serviceCardNumber, serialNumber, warranty } = keepsCard ? record : fresh;
  const { contactId, contactName } =
    stays(said.contactId, record.contactId) && contact === undefined ? record : fresh;
  return { ...fresh, contactId, contactName, serviceCardId, serviceCardNumber, serialNumber, warranty };
}

function customerGuard({ customerId, customerName = "", customerOwnerId }: ServiceRequest) {
  if (customerId === undefined) return [];
  const moved = () => conflict("the customer was changed at this moment: try again");
  return [asRead({ id: customerId, name: customerName, ownerId: customerOwnerId }, moved, "customer")];
}
