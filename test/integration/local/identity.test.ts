import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { SESClient, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { environment } from "../../../lib/environment.ts";
import { echo } from "./lambdas/declarations.ts";

let cloud: LocalCloud;
let cognito: CognitoIdentityProviderClient;

beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [echo] });
  cognito = new CognitoIdentityProviderClient();
});
afterAll(() => cloud.stop());

const person = { userId: "usr_01", email: "wang@example.cn" };

test("a token has Cognito's claims, and the published keys verify it", async () => {
  const token = await cloud.issueToken(person, { expiresIn: 60 });
  const { iss } = decodeJwt(token);
  const discovery = await fetch(`${iss}/.well-known/openid-configuration`);
  const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)));
  expect(payload).toMatchObject({
    token_use: "id",
    email: person.email,
    "cognito:username": payload.sub,
    "custom:user_id": person.userId,
    sub: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
});

test("whoever has a login gets a token, until the login is disabled", async () => {
  const key = { UserPoolId: environment("userPool"), Username: person.email };
  const token = () =>
    fetch(`${cloud.url}/local/token`, { method: "POST", body: JSON.stringify({ email: person.email }) });
  expect((await token()).status).toBe(404);

  const create = new AdminCreateUserCommand({
    ...key,
    UserAttributes: [
      { Name: "email", Value: person.email },
      { Name: "custom:user_id", Value: "usr_00" },
    ],
  });
  const { User } = await cognito.send(create);
  expect(User).toMatchObject({
    Username: expect.stringMatching(/^[0-9a-f-]{36}$/),
    Enabled: true,
    UserCreateDate: expect.any(Date),
  });
  await expect(cognito.send(create)).rejects.toMatchObject({ name: "UsernameExistsException" });
  await cognito.send(
    new AdminUpdateUserAttributesCommand({
      ...key,
      UserAttributes: [{ Name: "custom:user_id", Value: person.userId }],
    }),
  );
  const given = (await (await token()).json()) as { token: string };
  expect(decodeJwt(given.token)["custom:user_id"]).toBe(person.userId);
  const answer = await fetch(`${cloud.url}/echo`, { headers: { authorization: `Bearer ${given.token}` } });
  expect(answer.status).toBe(200);

  await cognito.send(new AdminDisableUserCommand(key));
  expect((await token()).status).toBe(403);
  await cognito.send(new AdminEnableUserCommand(key));
  expect((await token()).status).toBe(200);
  await expect(
    cognito.send(new AdminDisableUserCommand({ ...key, Username: "nobody" })),
  ).rejects.toMatchObject({
    name: "UserNotFoundException",
  });
});

test("mails sent by SES lie in the mailbox", async () => {
  const raw = [
    "From: guanxi@example.cn",
    "To: li@example.cn",
    "Subject: =?UTF-8?B?5b6F5Yqe?=",
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p>你好</p>",
  ].join("\r\n");
  const { MessageId } = await new SESClient().send(
    new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw) } }),
  );
  const [mail, ...others] = cloud.mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    messageId: MessageId,
    destination: { to: ["li@example.cn"] },
    subject: "待办",
    body: { html: "<p>你好</p>" },
    raw,
  });
  expect((await fetch(cloud.mailboxUrl)).headers.get("content-type")).toContain("text/html");
  await fetch(`${cloud.mailboxUrl}/clear-store`, { method: "POST" });
  expect(cloud.mails()).toEqual([]);
});
