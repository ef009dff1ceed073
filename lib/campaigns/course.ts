import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { conflict, ruleBroken } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { unknownReference } from "../resource/reference.ts";
import { readToChange } from "../resource/verbs.ts";
import { audiencePage, BEGINNING, type Spot } from "../segments/audience.ts";
import type { Conditions } from "../segments/conditions.ts";
import { segments } from "../segments/segment.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { instant } from "../time/calendar.ts";
import { DAY, MINUTE } from "../time/units.ts";
import { monthIn } from "../time/zone.ts";
import { type Campaign, campaigns } from "./campaign.ts";
import { allowed, type CampaignVerb } from "./status.ts";
import { templateStands } from "./template.ts";

/** When it is to begin; now unless told. */
export const scheduling = z.strictObject({ startAt: instant.optional() });

/** Sentences that callers read. */
export const SCHEDULE_RULES = {
  past: "a campaign begins now or later",
  late: "a campaign begins within a year",
  empty: "nobody is in this audience: no customer fits the segment's conditions",
  template: "there is no such template any more",
} as const;

const YEAR = 366 * DAY;
/** A caller's clock may be a little behind. */
const TOLERANCE = MINUTE;

/** Pages that are looked through for somebody. */
const MOST_PAGES = 600;

/**
 * Schedules a campaign for the customers who then fit its segment's conditions as they stand now.
 * @throws Problem conflict, rule-broken when it begins in the past or nobody is in its audience, unknown-reference
 */
export async function scheduleCampaign(
  id: string,
  { startAt = undefined }: z.infer<typeof scheduling>,
  context: Context,
): Promise<Change<Campaign>> {
  const found = await readToChange(campaigns, id, context);
  allowed(found, "schedule");
  const begins = startOf(startAt, context.now);
  const [segment, { timeZone }] = await Promise.all([find(segments, found.segmentId), setting(company)]);
  if (segment === undefined || segment.deletedAt !== undefined)
    throw unknownReference("segment", found.segmentId, "/segmentId");
  if (!(await templateStands(found.template))) throw ruleBroken(SCHEDULE_RULES.template, "/template");
  if (!(await hasSomebody(segment.conditions, context.now))) throw ruleBroken(SCHEDULE_RULES.empty);
  return decideOn(campaigns, found, "update", context, (record) => {
    allowed(record, "schedule");
    if (record.segmentId !== segment.id) throw conflict("the campaign has changed since it was read");
    const next = nextVersion(
      record,
      {
        status: "scheduled",
        conditions: segment.conditions,
        startAt: begins.toISOString(),
        month: monthIn(begins, timeZone),
      },
      stampOf(context),
    );
    return { next };
  });
}

function startOf(startAt: string | undefined, now: Date): Date {
  if (startAt === undefined) return now;
  const begins = new Date(startAt);
  if (begins.getTime() < now.getTime() - TOLERANCE) throw ruleBroken(SCHEDULE_RULES.past, "/startAt");
  if (begins.getTime() > now.getTime() + YEAR) throw ruleBroken(SCHEDULE_RULES.late, "/startAt");
  return begins;
}

async function hasSomebody(conditions: Conditions, now: Date): Promise<boolean> {
  let spot: Spot | undefined = BEGINNING;
  for (let pages = 0; spot !== undefined && pages < MOST_PAGES; pages++) {
    const page = await audiencePage(conditions, spot, now);
    if (page.members.length > 0) return true;
    spot = page.next;
  }
  // Of a company with more customers than that, those further on may fit.
  return spot !== undefined;
}

type Fields = { [K in keyof Campaign]?: Campaign[K] | undefined };

async function moved(
  id: string,
  verb: CampaignVerb,
  context: Context,
  fields: (record: Campaign) => Fields,
): Promise<Change<Campaign>> {
  const found = await readToChange(campaigns, id, context);
  return decideOn(campaigns, found, "update", context, (record) => {
    allowed(record, verb);
    return { next: nextVersion(record, fields(record), stampOf(context)) };
  });
}

/** Makes a scheduled campaign a draft again. Two calls. @throws Problem conflict */
export function unscheduleCampaign(id: string, context: Context): Promise<Change<Campaign>> {
  return moved(id, "unschedule", context, () => ({
    status: "draft",
    conditions: undefined,
    startAt: undefined,
    month: undefined,
  }));
}

/** Holds a campaign that is being sent; what is queued already goes out. Two calls. @throws Problem conflict */
export function pauseCampaign(id: string, context: Context): Promise<Change<Campaign>> {
  return moved(id, "pause", context, () => ({ status: "paused", stepAt: undefined }));
}

/** Goes on where a campaign was paused. Two calls. @throws Problem conflict */
export function resumeCampaign(id: string, context: Context): Promise<Change<Campaign>> {
  return moved(id, "resume", context, () => ({
    status: "sending",
    stepAt: context.now.toISOString(),
  }));
}

/** Ends a campaign before everybody was written to; what is queued already goes out. Two calls. @throws Problem conflict */
export function cancelCampaign(id: string, context: Context): Promise<Change<Campaign>> {
  return moved(id, "cancel", context, () => ({
    status: "cancelled",
    stepAt: undefined,
    waiting: [],
    finishedAt: context.now.toISOString(),
  }));
}
