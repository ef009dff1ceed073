import type { Person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Campaign, campaigns } from "./campaign.ts";

/** Gives a campaign that is not over to somebody else; it goes on as it is. */
export function givenTo(
  to: Person,
  record: Campaign,
  acting: Pick<Context, "caller" | "now">,
): Change<Campaign> {
  const whose = { ownerId: to.userId, departmentId: to.departmentId };
  const next = nextVersion(record, whose, stampOf(acting));
  return { writes: put(campaigns, next, record), result: next };
}
