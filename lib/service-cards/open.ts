import { SYSTEM } from "../access/caller.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { type Delivery, deliveries, type Line, type Part } from "../deliveries/delivery.ts";
import { nextNumbers } from "../numbering/numbering.ts";
import { type Product, products } from "../products/product.ts";
import { commit } from "../table/commit.ts";
import { inParallel } from "../table/in-parallel.ts";
import { get, getItems } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { cardOf, openedFor } from "./create.ts";
import { cardIdOf } from "./serial.ts";
import { serviceCards } from "./service-card.ts";

/** How many cards are written at once. */
const AT_ONCE = 4;

/** Units that share a card. */
interface Units extends Pick<Line, "productId" | "quantity"> {
  readonly id: string;
  readonly serialNumber?: string;
}

/**
 * Opens the service cards of a delivered part (DOMAIN §8): one for each serial number, and one for a product's units
 * without. Their ids follow from delivery, part, product and unit, so that repeating it opens what is missing and
 * nothing twice; numbers are taken only for those.
 */
export async function openServiceCards(deliveryId: string, partNumber: number, now: Date): Promise<void> {
  const delivery = await get(deliveries, deliveryId);
  const part = delivery.parts.find(({ number }) => number === partNumber);
  if (part?.status !== "done") throw new Error(`part ${partNumber} of ${deliveryId} is not delivered`);
  const units = unitsOf(delivery, part);
  const keys = units.map(({ id }) => ({ pk: id, sk: serviceCards.type }));
  const [there, known] = await Promise.all([getItems(keys), referencesOf(delivery, part)]);
  const missing = units.filter(({ id }) => !there.has(`${id}/${serviceCards.type}`));
  const numbers = await nextNumbers("serviceCard", now, missing.length);
  await inParallel([...missing.entries()], AT_ONCE, ([index, unit]) =>
    open(delivery, part, unit, numbers[index] ?? "", known, now),
  );
}

function unitsOf({ id: deliveryId }: Delivery, part: Part): Units[] {
  const { number, lines, completedAt = "" } = part;
  return lines.flatMap(({ productId, quantity, serialNumbers = [] }) => {
    const of = { deliveryId, part: number, productId, completedAt };
    const rest = quantity - serialNumbers.length;
    return [
      ...serialNumbers.map((serialNumber) => ({
        id: cardIdOf({ ...of, serialNumber }),
        productId,
        quantity: 1,
        serialNumber,
      })),
      ...(rest === 0 ? [] : [{ id: cardIdOf(of), productId, quantity: rest }]),
    ];
  });
}

interface References {
  readonly customer: Customer;
  readonly products: ReadonlyMap<string, Product>;
}

/** Customer and products as they are; a product that was taken out of the catalogue since it was sold, too. */
async function referencesOf({ customerId }: Delivery, { lines }: Part): Promise<References> {
  const ids = lines.map(({ productId }) => productId);
  const items = await getItems([
    { pk: customerId, sk: customers.type },
    ...ids.map((id) => ({ pk: id, sk: products.type })),
  ]);
  return {
    customer: customers.schema.parse(items.get(`${customerId}/${customers.type}`)),
    products: new Map(ids.map((id) => [id, products.schema.parse(items.get(`${id}/${products.type}`))])),
  };
}

async function open(
  delivery: Delivery,
  { number: partNumber, deliveredOn = "" }: Part,
  { id, productId, quantity, serialNumber }: Units,
  number: string,
  known: References,
  now: Date,
): Promise<void> {
  const product = known.products.get(productId);
  if (product === undefined) throw new Error(`${productId} was not read`);
  const { id: deliveryId, orderId, customerId, ownerId, departmentId, collaboratorIds } = delivery;
  const input = { number, customerId, productId, serialNumber, quantity, deliveredOn };
  const card = {
    ...firstVersion(id, { by: SYSTEM.userId, now }),
    ...cardOf(input, known.customer, product),
    deliveryId,
    partNumber,
    orderId,
    ownerId,
    departmentId,
    collaboratorIds,
  };
  await commit(openedFor(known.customer, card));
}
