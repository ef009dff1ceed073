import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { environment } from "../environment.ts";
import type { Context } from "../http/context.ts";
import { getItems } from "../table/read.ts";
import { type Change, putBeside } from "../table/write.ts";

/** A person's secret calendar address. Only its digest is kept: it is shown once, and a new one takes its place. */
const keyOf = (userId: string) => ({ pk: `calendar#${userId}`, sk: "calendar", entity: "calendar" });

/** Whose calendar a token opens, and its secret part. */
const TOKEN = /^(usr_[0-9A-Z]{26})\.([\w-]{43})$/;

/**
 * Makes a new secret address of the caller's calendar; the one before opens nothing any more. One call.
 * @param secret 32 random bytes as base64url
 */
export function makeLink(
  { caller, now }: Context,
  secret = randomBytes(32).toString("base64url"),
): Change<{ url: string }> {
  const item = { ...keyOf(caller.userId), digest: digest(secret), madeAt: now.toISOString() };
  const url = `${environment("publicUrl")}/me/calendar.ics?token=${caller.userId}.${secret}`;
  return { writes: [putBeside(item)], result: { url } };
}

/** Revokes the caller's address: it opens nothing any more. One call. */
export function revokeLink({ caller, now }: Context): Change<undefined> {
  const item = { ...keyOf(caller.userId), revokedAt: now.toISOString() };
  return { writes: [putBeside(item)], result: undefined };
}

/** Whose calendar a token opens; `undefined` when it is not, or no longer, anybody's. One call. */
export async function holderOf(token: string): Promise<string | undefined> {
  const [, userId, secret] = TOKEN.exec(token) ?? [];
  if (userId === undefined || secret === undefined) return undefined;
  const { pk, sk } = keyOf(userId);
  const item = (await getItems([{ pk, sk }])).get(`${pk}/${sk}`);
  const kept = Buffer.from(String(item?.digest ?? ""));
  const given = Buffer.from(digest(secret));
  return kept.length === given.length && timingSafeEqual(kept, given) ? userId : undefined;
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
