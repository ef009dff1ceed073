import { createHash, randomUUID } from "node:crypto";
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { readJson, writeJson } from "./json-file.ts";
import type { Service } from "./services.ts";

/** Whom a token is for. */
export interface Person {
  /** The product's id, `usr_…`. */
  readonly userId: string;
  readonly email: string;
}

export interface TokenOptions {
  /** Seconds, an hour unless told; negative for one that has expired. */
  readonly expiresIn?: number;
  /** Claims to add or, for tests, to falsify. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The local user pool's tokens: ID tokens as Cognito gives them. */
export interface Identity {
  readonly issuer: string;
  readonly audience: string;
  issueToken(person: Person, options?: TokenOptions): Promise<string>;
  /**
   * The claims of a token, checked as API Gateway's JWT authorizer does.
   * @throws Error that says what is wrong with it
   */
  verify(token: string): Promise<Record<string, unknown>>;
  /** The OpenID Connect discovery document and the public keys. */
  readonly service: Service;
}

export const AUDIENCE = "guanxi-local";
const HOUR = 3_600;

const keys = z.strictObject({
  publicKey: z.looseObject({ kty: z.string() }),
  privateKey: z.looseObject({ kty: z.string() }),
});

/** The issuer; its keys are kept in a file, so that tokens outlive a restart. */
export async function openIdentity(file: string | undefined, issuer: string): Promise<Identity> {
  const { publicKey, privateKey } = await keyPair(file);
  const kid = createHash("sha256").update(JSON.stringify(publicKey)).digest("base64url").slice(0, 16);
  const published = { keys: [{ ...publicKey, kid, alg: "RS256", use: "sig" }] };
  const signingKey = await importJWK(privateKey, "RS256");
  const keySet = createLocalJWKSet(published);

  return {
    issuer,
    audience: AUDIENCE,
    issueToken({ userId, email }, { expiresIn = HOUR, claims = {} } = {}) {
      const seconds = Math.floor(Date.now() / 1_000);
      return new SignJWT({
        iss: issuer,
        aud: AUDIENCE,
        sub: subjectOf(userId),
        token_use: "id",
        email,
        email_verified: true,
        "cognito:username": subjectOf(userId),
        "custom:user_id": userId,
        auth_time: seconds,
        iat: seconds,
        exp: seconds + expiresIn,
        jti: randomUUID(),
        ...claims,
      })
        .setProtectedHeader({ alg: "RS256", kid })
        .sign(signingKey);
    },
    async verify(token) {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ["RS256"],
        issuer,
        audience: AUDIENCE,
        requiredClaims: ["exp"],
      });
      return payload;
    },
    service: ({ method, path }) => {
      if (method !== "GET" || path[0] !== ".well-known") return undefined;
      if (path[1] === "jwks.json") return { status: 200, body: published };
      if (path[1] !== "openid-configuration") return undefined;
      return {
        status: 200,
        body: {
          issuer,
          jwks_uri: `${issuer}/.well-known/jwks.json`,
          id_token_signing_alg_values_supported: ["RS256"],
          response_types_supported: ["token"],
          subject_types_supported: ["public"],
        },
      };
    },
  };
}

/** Cognito's subjects are UUIDs; the same person keeps theirs. */
export function subjectOf(userId: string): string {
  const hex = createHash("sha256").update(userId).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

async function keyPair(file: string | undefined): Promise<{ publicKey: JWK; privateKey: JWK }> {
  const kept = readJson(file, keys);
  if (kept !== undefined) return kept;
  const made = await generateKeyPair("RS256", { extractable: true });
  const pair = { publicKey: await exportJWK(made.publicKey), privateKey: await exportJWK(made.privateKey) };
  if (file !== undefined) writeJson(file, pair);
  return pair;
}
