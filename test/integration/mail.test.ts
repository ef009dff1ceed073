import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { logger } from "../../lib/log/logger.ts";
import { claimMail } from "../../lib/mail/claim.ts";
import { FAILED_PARTITION, mail, mailKey } from "../../lib/mail/mail.ts";
import { queueMail } from "../../lib/mail/queue.ts";
import { sendMail as send } from "../../lib/mail/send.ts";
import { sweepMails as sweep } from "../../lib/mail/sweep.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import { commit } from "../../lib/table/commit.ts";
import { query } from "../../lib/table/query.ts";
import { letters } from "../../lib/templates/letters.ts";
import { now } from "../../lib/time/clock.ts";

const sendMail = (id: string, clock: () => Date) => send(id, clock, letters);
const sweepMails = (clock: () => Date) => sweep(clock, letters);

/** How the next calls to SES go: it takes what no trouble is left for. */
type Trouble = "throttled" | "down" | "rejected" | "silent";

let cloud: LocalCloud;
let ses: Server;
let troubles: Trouble[] = [];
/** What SES took, and what it took without being able to say so. */
let taken: string[] = [];

beforeAll(async () => {
  // What is given up is logged, as it should be.
  vi.spyOn(logger, "error").mockReturnValue();
  // The functions that send by themselves are left out: the tests decide who sends, and when.
  cloud = await startLocalCloud({ lambdas: lambdas.filter(({ name }) => !/mail/.test(name)), log: () => {} });
  ses = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answer(new URLSearchParams(Buffer.concat(chunks).toString()), response);
  });
  await new Promise<void>((resolve) => ses.listen(0, "127.0.0.1", resolve));
  const { port } = ses.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_SES = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  ses.close();
  ses.closeAllConnections();
  await cloud.stop();
});
beforeEach(() => {
  troubles = [];
  taken = [];
});

function answer(body: URLSearchParams, response: ServerResponse): void {
  const refuse = (status: number, code: string) => {
    response.writeHead(status, { "content-type": "text/xml" });
    response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  };
  switch (troubles.shift()) {
    case "throttled":
      refuse(400, "Throttling");
      break;
    case "down":
      refuse(503, "ServiceUnavailable");
      break;
    case "rejected":
      refuse(400, "MessageRejected");
      break;
    case "silent":
      taken.push(raw(body));
      response.destroy();
      break;
    default:
      taken.push(raw(body));
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(
        `<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-${taken.length}</MessageId></SendRawEmailResult></SendRawEmailResponse>`,
      );
  }
}
const raw = (body: URLSearchParams) => Buffer.from(body.get("RawMessage.Data") ?? "", "base64").toString();

let occasions = 0;
async function queued(
  message: Partial<{ subject: string; value: string; name: string }> = {},
): Promise<string> {
  occasions += 1;
  const write = queueMail(
    {
      rule: "test.rule",
      recipient: {
        userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
        name: message.name ?? "王小明",
        email: "wang@example.cn",
        language: "zh-CN",
      },
      occasion: `occasion ${occasions}`,
      at: new Date("2026-11-30T02:00:00Z"),
      message: {
        subject: message.subject ?? "跟进提醒",
        title: "标题",
        intro: "您好",
        facts: [{ label: "内容", value: message.value ?? "电话" }],
        action: { label: "查看", url: "https://crm.example.cn/follow-ups/1?a=1&b=2" },
        footer: "自动发送",
      },
    },
    now(),
  );
  await commit({ writes: [write], result: undefined });
  return String(write.item.Put?.Item?.id);
}
async function read(id: string) {
  const { Item } = await documents().send(new GetCommand({ TableName: tableName(), Key: mailKey(id) }));
  return mail.parse(Item);
}
const later = (seconds: number) => () => new Date(now().getTime() + seconds * 1_000);

describe("a queued mail", () => {
  it("is queued once, however often it is written", async () => {
    const id = await queued();
    const { to, message } = await read(id);
    occasions -= 1;
    await expect(queued()).rejects.toMatchObject({ code: "conflict" });
    expect(await read(id)).toMatchObject({ to, message, status: "queued", attempts: 0 });
    expect(await sendMail(id, now)).toBe("sent");
  });

  it("is sent once, however often and by how many it is sent", async () => {
    const id = await queued();
    const sendings = await Promise.all(Array.from({ length: 8 }, () => sendMail(id, now)));
    expect(sendings.toSorted()).toEqual([...Array(7).fill("not-ours"), "sent"]);
    expect(await sendMail(id, later(3_600))).toBe("not-ours");
    expect(await sweepMails(later(3_600))).toBe(0);
    expect(taken).toHaveLength(1);
    expect(await read(id)).toMatchObject({ status: "sent", sesMessageId: "ses-1", attempts: 1 });
  });

  it("whose sender died after claiming it is sent again after its lease, once", async () => {
    const id = await queued();
    expect(await claimMail(id, now())).toMatchObject({ status: "sending" });
    expect(await sendMail(id, later(60))).toBe("not-ours");
    expect(await sweepMails(later(60))).toBe(0);
    expect(taken).toEqual([]);
    expect(await sweepMails(later(121))).toBe(0);
    expect(taken).toHaveLength(1);
    expect(await read(id)).toMatchObject({ status: "sent", attempts: 2 });
  });

  it("that must not be sent twice is given up when its sender died", async () => {
    const id = await queued();
    await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: mailKey(id),
        UpdateExpression: "SET whenUnknown = :never",
        ExpressionAttributeValues: { ":never": "give-up" },
      }),
    );
    await claimMail(id, now());
    expect(await sendMail(id, later(3_600))).toBe("not-ours");
    expect(await sweepMails(later(3_600))).toBe(1);
    expect(taken).toEqual([]);
    expect(await read(id)).toMatchObject({ status: "failed", error: "OutcomeUnknown" });
  });
});

describe("trouble with SES", () => {
  it("that passes in a moment is not noticed", async () => {
    const id = await queued();
    troubles = ["throttled", "down"];
    expect(await sendMail(id, now)).toBe("sent");
    expect(taken).toHaveLength(1);
  });

  it("that stays makes the mail wait longer and longer, until it can be sent", async () => {
    const id = await queued();
    troubles = Array(3).fill("throttled");
    expect(await sendMail(id, now)).toBe("delayed");
    expect(await read(id)).toMatchObject({ status: "queued", attempts: 1, error: "Throttling" });
    expect(await sendMail(id, later(40))).toBe("not-ours");
    troubles = Array(3).fill("down");
    expect(await sendMail(id, later(46))).toBe("delayed");
    expect(await sendMail(id, later(100))).toBe("not-ours");
    expect(await sweepMails(later(200))).toBe(0);
    expect(taken).toHaveLength(1);
    expect(await read(id)).toMatchObject({ status: "sent", attempts: 3 });
  });

  it("without an answer sends a reminder again, under the same Message-ID", async () => {
    const id = await queued();
    troubles = ["silent"];
    expect(await sendMail(id, now)).toBe("delayed");
    expect(await sendMail(id, later(50))).toBe("sent");
    const ids = taken.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
    expect(ids).toEqual([`<${id}@localhost.localdomain>`, `<${id}@localhost.localdomain>`]);
  });

  it("that never ends parks the mail among the failed ones", async () => {
    const id = await queued();
    let at = 0;
    const outcomes: string[] = [];
    for (let attempt = 1; attempt <= 9; attempt++) {
      troubles = ["silent"];
      outcomes.push(await sendMail(id, later(at)));
      at += 5 * 3_600;
    }
    expect(outcomes).toEqual([...Array(7).fill("delayed"), "failed", "not-ours"]);
    const shelf = await query({ index: "byDue", key: FAILED_PARTITION }, { order: "ascending" });
    expect(shelf.map((item) => item.id)).toContain(id);
  });

  it("that no repetition helps fails at once", async () => {
    const id = await queued();
    troubles = ["rejected"];
    expect(await sendMail(id, now)).toBe("failed");
    expect(await read(id)).toMatchObject({ status: "failed", error: "MessageRejected", attempts: 1 });
    expect(await sweepMails(later(3_600))).toBe(0);
    expect(taken).toEqual([]);
  });

  it("of one mail does not hold up the others", async () => {
    const [bad, good] = [await queued(), await queued()];
    await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: mailKey(bad),
        UpdateExpression: "SET message = :damaged",
        ExpressionAttributeValues: { ":damaged": "?" },
      }),
    );
    expect(await sweepMails(later(1))).toBe(1);
    expect(await read(good)).toMatchObject({ status: "sent" });
  });
});

describe("what people write", () => {
  it("is shown, not run, and makes no headers", async () => {
    const id = await queued({
      subject: "提醒\r\nBcc: evil@example.com\r\n\r\nbody",
      name: 'Eve" <evil@example.com>,\r\nCc: other@example.com',
      value: '<script>alert("x")</script> {{footer}} & \u202Etxt.exe\u0007\n第二行',
    });
    await sendMail(id, now);
    const [text = ""] = taken;
    const head = text.slice(0, text.indexOf("\r\n\r\n"));
    const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
    expect(names.toSorted()).toEqual([
      "auto-submitted",
      "content-language",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
      "x-auto-response-suppress",
    ]);
    expect(head).toMatch(/^To: .*<wang@example\.cn>$/m);
    expect(head).not.toMatch(/^(bcc|cc):/im);
    const [plain = "", html = ""] = text
      .split(/--[^\r\n]*Part_1\r\n/)
      .slice(1)
      .map(decoded);
    expect(html).toContain(
      "&lt;script&gt;alert(&quot;x&quot;)&lt;&#x2F;script&gt; {{footer}} &amp; txt.exe\n第二行",
    );
    expect(html).not.toContain("<script>");
    expect(plain).toContain('<script>alert("x")</script> {{footer}} & txt.exe\n第二行');
    expect(html).toMatch(
      /href="https:&#x2F;&#x2F;crm\.example\.cn&#x2F;follow-ups&#x2F;1\?a&#x3D;1&amp;b&#x3D;2"/,
    );
  });
});

/** The content of a part that is quoted-printable or base64. */
function decoded(part: string): string {
  const [head = "", ...rest] = part.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString();
  const bytes = body
    .replaceAll(/=\r\n/g, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
