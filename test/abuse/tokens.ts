import { createSecretKey } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { routes } from "../../functions/api/manifest.ts";
import { openIdentity } from "../../infra/local/identity.ts";
import { clientOf } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { type Book, eachOf, someOf } from "./book.ts";
import { idsFor } from "./properties.ts";
import type { World } from "./world.ts";

/** Tokens, and what looks like one, that open nothing. */
export async function badTokens({
  product,
  admin,
  powerless,
}: World): Promise<Record<string, string | undefined>> {
  const { issueToken } = product.cloud;
  const person = { userId: admin.id, email: admin.email };
  const [head = "", payload = "", signature = ""] = admin.token.split(".");
  const claims = decodeJwt(admin.token);
  const header = decodeProtectedHeader(admin.token);
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const { privateKey } = await generateKeyPair("RS256");
  const keys = await (await fetch(`${claims.iss}/.well-known/jwks.json`)).text();
  const left = await hire(product, { roles: ["admin"] });
  const leaving = await product.as(admin).post(`/users/${left.id}/leave`);
  if (leaving.status !== 200) throw new Error(`nobody may leave: ${JSON.stringify(leaving.body)}`);
  const forged = (alg: string) => new SignJWT(claims).setProtectedHeader({ ...header, alg });
  return {
    none: undefined,
    empty: "",
    garbage: "x.y.z",
    unsigned: new UnsecuredJWT(claims).encode(),
    "unsigned with a signature": `${encoded({ alg: "none" })}.${payload}.${signature}`,
    "for another person": `${head}.${encoded({ ...claims, "custom:user_id": powerless.id })}.${signature}`,
    "without a signature": `${head}.${payload}.`,
    "signed by another key": await forged("RS256").sign(privateKey),
    "signed with the public key": await forged("HS256").sign(createSecretKey(Buffer.from(keys))),
    "of another pool": await (await openIdentity(undefined, String(claims.iss))).issueToken(person),
    expired: await issueToken(person, { expiresIn: -1 }),
    "not valid yet": await issueToken(person, { claims: { nbf: Math.floor(Date.now() / 1_000) + 3_600 } }),
    "of another issuer": await issueToken(person, { claims: { iss: "https://issuer.example" } }),
    "for another audience": await issueToken(person, { claims: { aud: "another-app" } }),
    "of nobody": await issueToken({ userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Z", email: "" }),
    "of somebody who left": left.token,
    "without a person": await issueToken(person, { claims: { "custom:user_id": undefined } }),
    "of a list of people": await issueToken(person, { claims: { "custom:user_id": [admin.id] } }),
    "of a record that is no person": await issueToken(person, {
      claims: { "custom:user_id": admin.departmentId },
    }),
    "of the product itself": await issueToken(person, { claims: { "custom:user_id": "system" } }),
  };
}

/** No closed route opens to any of them, nor to headers that claim somebody; in the short form each is tried by three. */
export async function attackTokens(book: Book, world: World, full: boolean): Promise<void> {
  const tokens = Object.entries(await badTokens(world));
  const closed = routes.filter(({ access }) => access !== "public");
  const claimed = { "x-user-id": world.admin.id, "x-amzn-oidc-identity": world.admin.id };
  await eachOf(
    closed.flatMap((route, place) =>
      someOf(tokens, full ? tokens.length : 3, place).map(([name, token]) => ({ route, name, token })),
    ),
    async ({ route, name, token }) => {
      book.tried("route × bad token", route.id, name);
      const ids = idsFor(route, world.others.foreign);
      const client = clientOf(world.product.url, token);
      const { status } = await book.send(client, { route, ids, headers: claimed });
      if (status !== 401) book.finding(`${route.id}: a token ${name} is answered ${status}`);
    },
  );
}
