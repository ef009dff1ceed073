import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { clockOffset, now } from "../../lib/time/clock.ts";
import type { LocalCloud } from "./cloud.ts";
import { consoleFile } from "./console/files.ts";
import type { Answer } from "./gateway.ts";
import type { Glance } from "./glance.ts";
import { FATES } from "./mail-feedback.ts";

const clockBody = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({
    to: z.iso.datetime({ offset: true, error: "must be an instant such as 2026-12-01T10:00:00+08:00" }),
  }),
]);
const tokenBody = z.strictObject({
  email: z.email(),
  userId: z.string().optional(),
  expiresIn: z.int().optional(),
});

const fateBody = z.strictObject({ mailId: z.string(), fate: z.enum(FATES) });

/** What a person or a test steers the local cloud with; in AWS there is nothing of it. */
export async function control(
  cloud: LocalCloud,
  glance: Glance,
  incoming: IncomingMessage,
  path: string,
  body: Buffer,
): Promise<Answer> {
  if (isForeign(incoming)) return refused(403, "another site's page may not steer the local cloud");
  if (incoming.method === "GET" || incoming.method === "HEAD") {
    const file = await consoleFile(path);
    if (file !== undefined) return file;
  }
  switch (`${incoming.method} ${path}`) {
    case "GET /local/health":
      return json(200, await glance.health());
    case "GET /local/schedules":
      return json(200, glance.schedules());
    case "GET /local/events":
      return json(200, { items: glance.events() });
    case "GET /local/requests":
      return json(200, { items: glance.requests() });
    case "GET /local/mails/last":
      return json(200, { items: glance.mails() });
    case "GET /local/logins":
      return json(200, { items: glance.logins() });
    case "GET /local/clock":
      return json(200, clock());
    case "POST /local/clock":
      return moveClock(cloud, body);
    case "POST /local/drain":
      await cloud.drain();
      return json(200, clock());
    case "POST /local/token":
      return token(cloud, body);
    case "GET /local/mails":
      return json(200, { items: cloud.mails() });
    case "POST /local/ses-events":
      return tellOfMail(cloud, body);
    case "GET /local/dead-letters":
      return json(200, { items: cloud.deadLetters() });
    case "POST /local/dead-letters/redrive":
      return json(200, await cloud.redrive());
    default:
      return refused(404, `there is no ${incoming.method} ${path}`);
  }
}

/** Whether a browser sends this for the page of another site. */
function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && origin !== `http://${host}`;
}

const clock = () => ({ now: now().toISOString(), offsetSeconds: Math.round(clockOffset() / 1_000) });

async function moveClock(cloud: LocalCloud, body: Buffer): Promise<Answer> {
  const wanted = clockBody.safeParse(parsed(body));
  if (!wanted.success)
    return refused(400, 'send {"advance": "PT26H"} or {"to": "2026-12-01T10:00:00+08:00"}');
  try {
    const instant = "to" in wanted.data ? new Date(wanted.data.to) : after(wanted.data.advance);
    const fired = await cloud.moveClock(instant);
    return json(200, { ...clock(), fired });
  } catch (error) {
    if (error instanceof RangeError) return refused(422, error.message);
    throw error;
  }
}

/**
 * The instant after an ISO 8601 duration of weeks, days, hours, minutes and seconds.
 * @throws RangeError when it is not one
 */
export function after(duration: string): Date {
  const match = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (match === null)
    throw new RangeError(`${JSON.stringify(duration)} is not a duration such as PT26H or P3D`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return new Date(
    now().getTime() + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000,
  );
}

async function token(cloud: LocalCloud, body: Buffer): Promise<Answer> {
  const wanted = tokenBody.safeParse(parsed(body));
  if (!wanted.success) return refused(400, 'send {"email": "…"} of somebody with a login');
  const { email, userId, expiresIn } = wanted.data;
  const options = expiresIn === undefined ? {} : { expiresIn };
  if (userId !== undefined) return json(200, { token: await cloud.issueToken({ userId, email }, options) });
  const login = cloud.login(email);
  const known = login?.attributes["custom:user_id"];
  if (login === undefined || known === undefined) return refused(404, `nobody signs in as ${email}`);
  if (!login.enabled) return refused(403, `the login of ${email} is disabled`);
  return json(200, { token: await cloud.issueToken({ userId: known, email }, options) });
}

function tellOfMail(cloud: LocalCloud, body: Buffer): Answer {
  const told = fateBody.safeParse(parsed(body));
  if (!told.success) return refused(400, `send {"mailId": "mai_…", "fate": "${FATES.join('" | "')}"}`);
  cloud.tellOfMail(told.data.mailId, told.data.fate);
  return json(202, {});
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

function refused(status: number, detail: string): Answer {
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "about:blank", title: "The local cloud cannot do this", status, detail }),
  };
}
