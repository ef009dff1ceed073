import type { Identity } from "./identity.ts";

/** Claims as API Gateway hands them to a function: every value is text. */
export type Claims = Readonly<Record<string, string>>;

/** Checks the Authorization header as API Gateway's JWT authorizer does; undefined when the request has to be refused. */
export type Authorizer = (header: string | undefined) => Promise<Claims | undefined> | Claims | undefined;

interface Verified {
  readonly claims: Claims;
  /** Seconds since 1970. */
  readonly until: number;
}

const REMEMBERED = 1_000;

/** Remembers the tokens it has verified until they expire: the signature of one text does not change. */
export function jwtAuthorizer(identity: Identity): Authorizer {
  const verified = new Map<string, Verified>();

  async function verify(token: string): Promise<Claims | undefined> {
    let payload: Record<string, unknown>;
    try {
      payload = await identity.verify(token);
    } catch {
      return undefined;
    }
    const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]));
    if (verified.size >= REMEMBERED) verified.clear();
    verified.set(token, { claims, until: Number(payload.exp) });
    return claims;
  }

  return (header) => {
    if (header === undefined) return undefined;
    const token = header.replace(/^Bearer +/i, "");
    const known = verified.get(token);
    if (known === undefined) return verify(token);
    if (known.until > Date.now() / 1_000) return known.claims;
    verified.delete(token);
    return undefined;
  };
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(" ")}]`;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
