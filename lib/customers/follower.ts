import type { Entity, Item } from "../table/entity.ts";
import { nextVersion, type RecordBase, type Stamp } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
import type { Customer } from "./customer.ts";

/** What a record carries of its customer, so that lists show it and its owner reads it without another call. */
interface OfCustomer extends RecordBase {
  customerName?: string | undefined;
  customerOwnerId?: string | undefined;
  departmentId?: string | undefined;
}

/** A record type in the customer's view that is kept up with its customer's name and owner. */
export interface Follower {
  readonly type: string;
  /** The writes that bring a record up to date, labelled with its id; none when it is. */
  readonly follow: (
    item: Item,
    customer: Pick<Customer, "name" | "ownerId" | "departmentId">,
    stamp: Stamp,
  ) => Write[];
}

/**
 * Declares a record type as a follower.
 * @param options.name whether it follows the name too; else it keeps the one it was made with
 * @param options.belongs whether it has no owner of its own: its department is the customer's, too
 */
export function follower<R extends OfCustomer>(
  entity: Entity<R>,
  { name: followsName = true, belongs = false }: { readonly name?: boolean; readonly belongs?: boolean } = {},
): Follower {
  return {
    type: entity.type,
    follow: (item, { name, ownerId, departmentId: its }, stamp) => {
      const record = entity.schema.parse(item);
      const customerName = followsName ? name : record.customerName;
      const departmentId = belongs ? its : record.departmentId;
      if (record.deletedAt !== undefined) return [];
      const isUp = record.customerName === customerName && record.customerOwnerId === ownerId;
      if (isUp && record.departmentId === departmentId) return [];
      const next: R = {
        ...nextVersion(record, {}, stamp),
        customerName,
        customerOwnerId: ownerId,
        departmentId,
      };
      return put(entity, next, record, { label: record.id });
    },
  };
}
