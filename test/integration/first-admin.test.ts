import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { clientOf } from "../makers/client.ts";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

/** As an operator runs it, with credentials for the table and nothing else. */
async function run(...args: string[]) {
  const table = ["--table", "guanxi"];
  const command = ["infra/first-admin.ts", ...table, ...args];
  return promisify(execFile)(process.execPath, command, { env: process.env }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    ({ code, stderr }) => ({ code, said: String(stderr).trim() }),
  );
}

test("an empty company gets its administrator, once, who is invited and may do everything", async () => {
  const root = ["--email", "root@example.cn", "--name", "创始人"];
  const first = await run(...root);
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining("创始人 <root@example.cn>") });
  expect(await run(...root)).toEqual(first);
  await cloud.drain();
  const userId = cloud.login("root@example.cn")?.attributes["custom:user_id"] ?? "";
  expect(first.said).toContain(userId);
  const token = await cloud.issueToken({ userId, email: "root@example.cn" });
  expect((await clientOf(cloud.url, token).get("/roles")).status).toBe(200);
  expect(await run("--email", "other@example.cn", "--name", "他人")).toEqual({
    code: 1,
    said: "Nothing was changed: the company has an administrator already.",
  });
});

test("what is missing, or where there is no company, is said in a sentence", async () => {
  expect(await run("--email", "nobody")).toMatchObject({
    code: 2,
    said: expect.stringContaining("--email must be"),
  });
  const elsewhere = await run("--email", "root@example.cn", "--name", "创始人", "--table", "nowhere");
  expect(elsewhere.said).toBe(
    "Nothing was changed: there is no table nowhere in this account and region; deploy first, or name it by --table.",
  );
});
