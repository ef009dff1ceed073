import type { Problem } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import { nextVersion, type Stamp } from "../table/record.ts";
import { require, type Write } from "../table/write.ts";
import type { Order } from "./order.ts";

/** An order with the delivery that was planned of it. */
export function noteDelivery(order: Order, deliveryId: string, stamp: Stamp): Order {
  return nextVersion(order, { deliveryId, deliveryStatus: "planned" }, stamp);
}

/**
 * Says of a placed order how far it is delivered, without reading it.
 * @param before what it says already; the same requires only that the order stands
 * @param problem when the order was cancelled
 */
export function delivered(
  orderId: string,
  { before, after }: { before: Order["deliveryStatus"]; after: Order["deliveryStatus"] },
  { by, now }: Stamp,
  problem: () => Problem,
): Write {
  if (before === after) return require(orderId, "order", problem, ["status", "cancelled"]);
  return {
    item: {
      Update: {
        TableName: tableName(),
        Key: { pk: orderId, sk: "order" },
        UpdateExpression:
          "SET deliveryStatus = :after, #version = #version + :one, updatedAt = :at, updatedBy = :by",
        ConditionExpression: "#status = :placed AND attribute_not_exists(deletedAt)",
        ExpressionAttributeNames: { "#version": "version", "#status": "status" },
        ExpressionAttributeValues: {
          ":placed": "placed",
          ":after": after,
          ":one": 1,
          ":at": now.toISOString(),
          ":by": by,
        },
      },
    },
    refused: problem,
  };
}
