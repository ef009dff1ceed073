import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { type ListRequest, listRecords, readOne } from "../resource/verbs.ts";
import { filterOf, type Page, readPage } from "../table/page.ts";
import { type Campaign, campaigns } from "./campaign.ts";
import { type CampaignMail, campaignMails, mailsOf } from "./campaign-mail.ts";

export interface CampaignQuery {
  readonly number?: string | undefined;
  readonly status?: Campaign["status"] | undefined;
  readonly segmentId?: string | undefined;
}

type Request<R> = Pick<ListRequest<R>, "limit" | "cursor" | "asked">;

/** The campaigns that the caller may read and that fit, newest first. One call a status. */
export function findCampaigns(
  { status, ...wanted }: CampaignQuery,
  request: Request<Campaign>,
  context: Context,
): Promise<Page<Campaign>> {
  const passes = filterOf(
    wanted,
    (record: Campaign) =>
      (wanted.number === undefined || record.number === wanted.number) &&
      (wanted.segmentId === undefined || record.segmentId === wanted.segmentId),
  );
  const facets = status === undefined ? undefined : [status];
  return listRecords(campaigns, { ...request, facets, passes }, context);
}

/** Whom a campaign wrote to, and whom not and why, of the customers that the caller may read. Two calls a page. */
export async function findMails(
  campaignId: string,
  wanted: { readonly status?: CampaignMail["status"] | undefined; readonly opened?: boolean | undefined },
  request: Request<CampaignMail>,
  context: Context,
): Promise<Page<CampaignMail>> {
  await readOne(campaigns, campaignId, context);
  const readable = reach(context.caller, "customer", "read");
  const { status, opened } = wanted;
  const fits = (mail: CampaignMail) =>
    covers(readable, { ownerId: mail.customerOwnerId, departmentId: mail.departmentId, shared: false }) &&
    (status === undefined || mail.status === status) &&
    (opened === undefined || mail.clicks > 0 === opened);
  return readPage({
    ...request,
    waves: [[{ index: "byName", key: mailsOf(campaignId) }]],
    parse: (item) => campaignMails.schema.parse(item),
    ...((!readable.all || status !== undefined || opened !== undefined) && { passes: fits }),
  });
}
