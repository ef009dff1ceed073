import { request } from "node:http";
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { echo, late } from "./lambdas/declarations.ts";

let cloud: LocalCloud;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [echo, late], log: (line) => logged.push(line) });
  token = await cloud.issueToken({ userId: "usr_1", email: "li@example.cn" });
});
afterAll(() => cloud.stop());

const call = (path: string, init: RequestInit = {}) =>
  fetch(cloud.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
const eventOf = async (path: string, init: RequestInit = {}) =>
  ((await (await call(path, init)).json()) as { event: APIGatewayProxyEventV2WithJWTAuthorizer }).event;

describe("the event", () => {
  test("has the decoded path, the query as it came, and both decoded", async () => {
    const event = await eventOf("/echo/%E5%BC%A0%20?name=%E5%BC%A0&tag=a&tag=b&x=1+2");
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "ANY /echo/{proxy+}",
      rawPath: "/echo/张 ",
      rawQueryString: "name=%E5%BC%A0&tag=a&tag=b&x=1+2",
      queryStringParameters: { name: "张", tag: "a,b", x: "1 2" },
      requestContext: { http: { method: "GET", path: "/echo/张 " }, requestId: expect.any(String) },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty("body");
  });

  test("carries cookies apart from the headers, and claims as text", async () => {
    const event = await eventOf("/echo", { headers: { cookie: "a=1; b=2", "X-Any": "y" } });
    expect(event.cookies).toEqual(["a=1", "b=2"]);
    expect(event.headers).not.toHaveProperty("cookie");
    expect(event.headers["x-any"]).toBe("y");
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({
      "custom:user_id": "usr_1",
      email: "li@example.cn",
      token_use: "id",
      exp: expect.stringMatching(/^\d+$/),
    });
  });

  test.each([
    ["application/json; charset=utf-8", false],
    ["text/csv", false],
    ["application/merge-patch+json", true],
    ["application/octet-stream", true],
  ])("hands a body of type %s over as base64: %s", async (type, isBase64Encoded) => {
    const event = await eventOf("/echo/x", {
      method: "POST",
      body: '{"名":1}',
      headers: { "content-type": type },
    });
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString() : event.body).toBe(
      '{"名":1}',
    );
  });
});

describe("the answer", () => {
  test("has status, headers, cookies and bytes", async () => {
    const body = Buffer.from([0, 255, 1, 254]);
    const answer = await call("/echo/bytes", { method: "POST", body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
  });

  test("is JSON when the function gives anything but an answer", async () => {
    const answer = await call("/echo/plain");
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ hello: "world" });
  });

  test("may have no body", async () => {
    const answer = await call("/echo/empty");
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  });

  test("counts the DynamoDB calls of its request alone", async () => {
    const put = (name: string) =>
      call(`/echo/${name}`, { method: "PUT", body: "{}", headers: { "content-type": "application/json" } });
    const answers = await Promise.all(["p", "q", "r"].map(put));
    expect(answers.map((answer) => answer.headers.get("x-dynamodb-calls"))).toEqual(["2", "2", "2"]);
  });

  test.each(["/echo/fail", "/late", "/echo/huge"])(
    "is a 500 that tells nothing when the function ends in %s",
    async (path) => {
      const answer = await call(path);
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({ message: "Internal Server Error" });
      expect(logged.at(-1)).toMatch(/^(echo|late) /);
    },
  );
});

describe("what never reaches a function", () => {
  test("unknown paths", async () => {
    for (const path of ["/nothing", "/ech", "/echoes", "//echo"]) {
      expect((await call(path)).status).toBe(404);
    }
  });

  test("a path that is no UTF-8", async () => {
    expect((await call("/echo/%FF")).status).toBe(400);
  });

  test("a body of more than 10 MB, declared or not", async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    expect((await call("/echo/x", { method: "POST", body })).status).toBe(413);
    expect(await chunked(cloud.url, token, body)).toBe(413);
  });
});

describe("tokens", () => {
  const statusWith = async (authorization?: string) =>
    (await fetch(`${cloud.url}/echo`, { headers: authorization === undefined ? {} : { authorization } }))
      .status;
  const person = { userId: "usr_1", email: "li@example.cn" };

  test("open the closed routes; the public one needs none", async () => {
    expect(await statusWith(`Bearer ${token}`)).toBe(200);
    expect(await statusWith(token)).toBe(200);
    expect((await fetch(`${cloud.url}/echo/open/1`)).status).toBe(200);
    expect((await fetch(`${cloud.url}/echo/open/1/2`)).status).toBe(401);
    expect((await fetch(`${cloud.url}/echo/open/1`, { method: "POST" })).status).toBe(401);
  });

  test("are refused when missing, expired, not valid yet, of another issuer or audience, changed, or unsigned", async () => {
    const soon = Math.floor(Date.now() / 1_000) + 3_600;
    const [header = "", payload = "", signature = ""] = token.split(".");
    const forged = Buffer.from(payload, "base64url").toString().replace("usr_1", "usr_2");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const refused = [
      undefined,
      "",
      "Bearer",
      "Bearer x.y.z",
      `Bearer ${await cloud.issueToken(person, { expiresIn: -1 })}`,
      `Bearer ${await cloud.issueToken(person, { claims: { nbf: soon } })}`,
      `Bearer ${await cloud.issueToken(person, { claims: { iss: "http://elsewhere" } })}`,
      `Bearer ${await cloud.issueToken(person, { claims: { aud: "another" } })}`,
      `Bearer ${header}.${Buffer.from(forged).toString("base64url")}.${signature}`,
      `Bearer ${none}.${payload}.`,
    ];
    for (const authorization of refused) expect(await statusWith(authorization)).toBe(401);
  });

  test("expire while they are remembered", async () => {
    const short = `Bearer ${await cloud.issueToken(person, { expiresIn: 2 })}`;
    expect(await statusWith(short)).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await statusWith(short)).toBe(401);
  });
});

/** A body whose length nobody declares. */
function chunked(url: string, bearer: string, body: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, "transfer-encoding": "chunked" };
    const outgoing = request(`${url}/echo/x`, { method: "POST", headers }, (incoming) => {
      resolve(incoming.statusCode);
      incoming.resume();
    });
    // The answer comes before all is sent, and the connection ends with it.
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
    });
    outgoing.end(body);
  });
}
