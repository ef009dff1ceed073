import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let admin: Staff;
let client: Client;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  admin = await hire(product, { roles: ["admin"] });
  client = product.as(admin);
  folder = await mkdtemp(join(tmpdir(), "guanxi-import-"));
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true });
});

/** Runs the command in its folder and gives what it says. */
function run(...options: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(process.cwd(), "infra/import/cli.ts"), ...options], {
    cwd: folder,
    env: { ...process.env, GUANXI_URL: product.url, GUANXI_TOKEN: admin.token },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      out += text;
    });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

const write = (name: string, content: unknown) =>
  writeFile(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));

const mapping = { resource: "customer", columns: { 名称: "name", 电话: "phone" } };
const named = async (name: string) => client.all(`/customers?name=${encodeURIComponent(name)}`);

describe("npm run import", () => {
  it("sends a file, says what came of it and where its errors are, and goes on with what failed", async () => {
    await write("people.json", mapping);
    await write("people.csv", "某公司导出\n\n名称;电话\n甲乙丙一;13800000001\n甲乙丙二;坏号码\n甲乙丙三;\n");
    const first = await run("--mapping", "people.json", "--rows", "2", "--errors", "out", "people.csv");
    expect(first.out).toContain("people.json: 3 rows, 2 created, 0 updated, 0 unchanged, 1 failed");
    expect(first.out).toContain("row 2, 电话: must be a phone number");
    expect(first.code).toBe(1);
    expect(await readFile(join(folder, "out/people.errors.csv"), "utf8")).toContain(
      '2,"电话","must be a phone number',
    );
    expect(await named("甲乙丙")).toHaveLength(2);
    const again = await run("--mapping", "people.json", "--rows", "2", "people.csv");
    expect([again.code, again.out.match(/\d created/)?.[0]]).toEqual([1, "2 created"]);
    expect(await named("甲乙丙")).toHaveLength(2);
  });

  it("tries first, when told to", async () => {
    await write("dry.csv", "名称,电话\n试试一,\n试试二,x\n");
    const { code, out } = await run("--mapping", "people.json", "--dry-run", "dry.csv");
    expect(out).toContain("2 rows, 1 created, 0 updated, 0 unchanged, 1 failed");
    expect(code).toBe(1);
    expect(await named("试试")).toEqual([]);
  });

  it("comes through when the API is busy and the network fails", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `风雨 ${index},`);
    await write("stormy.csv", ["名称,电话", ...rows].join("\r\n"));
    const storm = await stormBefore(product.url);
    const { code, out } = await run(
      "--url",
      storm.url,
      "--mapping",
      "people.json",
      "--rows",
      "10",
      "stormy.csv",
    );
    storm.server.close();
    expect(out).toContain("120 rows, 120 created, 0 updated, 0 unchanged, 0 failed");
    expect(code).toBe(0);
    expect(storm.troubles()).toBeGreaterThan(4);
    expect(await named("风雨")).toHaveLength(120);
  });

  it.each([
    ["no mapping", ["x.csv"], "Usage: npm run import"],
    ["an unknown option", ["--maping", "people.json"], "Unknown option '--maping'"],
    ["a mapping that is not there", ["--mapping", "none.json", "people.csv"], "none.json cannot be read"],
    ["a mapping that is none", ["--mapping", "people.csv", "people.csv"], "people.csv is not JSON"],
    ["a file that is not there", ["--mapping", "people.json", "none.csv"], "none.csv cannot be read"],
    ["no file", ["--mapping", "people.json"], "name the file to import by people.json"],
    [
      "a file without the columns",
      ["--mapping", "people.json", "other.csv"],
      "the header must have the columns 名称, 电话",
    ],
    ["an empty file", ["--mapping", "people.json", "empty.csv"], "the file is empty: it must have a header"],
    [
      "a mapping that the API refuses",
      ["--mapping", "wrong.json", "other.csv"],
      "a customer has no field colour to import",
    ],
    [
      "a token that is none",
      ["--token", "x", "--mapping", "people.json", "people.csv"],
      "the token was refused",
    ],
    [
      "a wrong address",
      ["--url", "http://127.0.0.1:9", "--mapping", "people.json", "people.csv"],
      "cannot be reached",
    ],
    [
      "too many rows a chunk",
      ["--rows", "501", "--mapping", "people.json", "people.csv"],
      "--rows must be a whole number from 1 to 500",
    ],
  ])("says in a sentence what is wrong: %s", async (_, options, sentence) => {
    await write("other.csv", "a,b\n1,2\n");
    await write("empty.csv", "");
    await write("wrong.json", { resource: "customer", columns: { a: "name", b: "colour" } });
    const { code, out } = await run(...options);
    expect(out).toContain(sentence);
    expect(out).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });
});

/** A bad way to the API: of seven requests one is told to come later, one is cut off before and one after it arrived. */
async function stormBefore(target: string): Promise<{ server: Server; url: string; troubles: () => number }> {
  let count = 0;
  let troubles = 0;
  const server = createServer(async (incoming, outgoing) => {
    const weather = count++ % 7;
    if (weather >= 1 && weather <= 3) troubles += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (weather === 1) return void outgoing.writeHead(503, { "retry-after": "0" }).end("{}");
    if (weather === 2) return void incoming.socket.destroy();
    const { host: _, connection: __, "content-length": ___, ...headers } = incoming.headers;
    const answer = await fetch(target + incoming.url, {
      method: incoming.method ?? "GET",
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    });
    const text = await answer.text();
    if (weather === 3) return void incoming.socket.destroy();
    outgoing.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}`, troubles: () => troubles };
}
