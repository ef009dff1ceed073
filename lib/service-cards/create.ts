import { authorize, covers, reach } from "../access/reach.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { restingOn } from "../customers/resting-on.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { conflict } from "../problem/problem.ts";
import { type Product, products } from "../products/product.ts";
import { unknownReference } from "../resource/reference.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { checkCard } from "./rules.ts";
import { type ServiceCard, type ServiceCardInput, serviceCards } from "./service-card.ts";
import { warrantyEnd } from "./warranty.ts";

/** Names the card's own write to `Change.retry`. */
const CARD = "opened-card";

/**
 * Opens a service card by hand, for goods that were delivered elsewhere. Three calls: customer and product, the number,
 * the write.
 * @throws Problem unknown-reference, rule-broken, already-exists naming the card that has the number or serial number
 */
export async function createServiceCard(
  input: ServiceCardInput,
  context: Context,
): Promise<Change<ServiceCard>> {
  const [found, { timeZone }] = await Promise.all([
    findTogether([
      [customers, input.customerId],
      [products, input.productId],
    ]),
    setting(company),
  ]);
  const customer = found.one(customers, input.customerId);
  if (customer === undefined || !isReadable(customer, context))
    throw unknownReference("customer", input.customerId, "/customerId");
  const product = found.one(products, input.productId);
  if (product === undefined) throw unknownReference("product", input.productId, "/productId");
  const { ownerId, departmentId } = customer;
  const begun = {
    ...firstVersion(newId("service-card", context.now), stampOf(context)),
    ...cardOf({ ...input, number: input.number ?? "" }, customer, product),
    ownerId,
    departmentId,
  };
  checkCard(begun, dateIn(context.now, timeZone));
  authorize(context.caller, "create", serviceCards, begun);
  const number = input.number ?? (await nextNumber("serviceCard", context.now));
  return openedFor(customer, { ...begun, number });
}

/**
 * Opens a card for a customer as it was read; decided again when that was renamed or given away meanwhile. A card that
 * was opened at this moment with the same id is left as it is.
 */
export function openedFor(customer: Customer, card: ServiceCard): Change<ServiceCard> {
  const gone = () => conflict("the customer of this service card was deleted");
  return restingOn(customer, gone, ({ name, ownerId }) => {
    const record = { ...card, customerName: name, customerOwnerId: ownerId };
    return {
      writes: put(serviceCards, record, undefined, { label: CARD }),
      result: record,
      retry: (refusals) => {
        const opened = refusals.find(({ label }) => label === CARD)?.there;
        return opened === undefined ? undefined : unchanged(serviceCards.schema.parse(opened));
      },
    };
  });
}

/** The fields of an active card, whoever opens it. */
export function cardOf(
  { number, serialNumber, quantity, deliveredOn, note, ...given }: ServiceCardInput & { number: string },
  { id: customerId, name: customerName, ownerId: customerOwnerId }: Customer,
  { id: productId, name: productName, ...product }: Product,
) {
  const { warrantyMonths = product.warrantyMonths } = given;
  return {
    number,
    customerId,
    customerName,
    customerOwnerId,
    productId,
    productName,
    serialNumber,
    quantity,
    deliveredOn,
    note,
    warrantyMonths,
    warrantyUntil: warrantyEnd(deliveredOn, warrantyMonths),
    status: "active",
  } as const;
}

function isReadable(customer: Customer, { caller }: Context): boolean {
  return covers(reach(caller, "customer", "read"), { ...customer, shared: false });
}
