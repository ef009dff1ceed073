import type { Follower } from "../customers/follower.ts";
import { nextVersion } from "../table/record.ts";
import { put } from "../table/write.ts";
import { customerValues } from "./customer-value.ts";

/** A customer's value follows its name, owner and department: whoever was given the customer sees what it is worth. */
export const valueFollower: Follower = {
  type: customerValues.type,
  follow: (item, { name, ownerId, departmentId }, stamp) => {
    const value = customerValues.schema.parse(item);
    const same =
      value.customerName === name && value.customerOwnerId === ownerId && value.departmentId === departmentId;
    if (same) return [];
    const whose = { customerName: name, customerOwnerId: ownerId, departmentId };
    return put(customerValues, nextVersion(value, whose, stamp), value, { label: value.id });
  },
};
