import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { type CareOccasion, queueCareMail } from "../../lib/mail/care.ts";
import { mail, mailKey } from "../../lib/mail/mail.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ log: () => {} });
});
afterAll(() => cloud.stop());

let occasions = 0;
async function queued(given: Partial<CareOccasion> = {}): Promise<string> {
  occasions += 1;
  const writes = queueCareMail(
    {
      kind: "care",
      rule: "crl_01JCXW3V7Q8F2M4N6P8R0T2V4X",
      recipient: {
        id: `con_${occasions}`,
        customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
        name: "王小明",
        address: `wang-${occasions}@example.cn`,
        language: "zh-CN",
      },
      occasion: "2026",
      at: new Date("2026-11-22T00:00:00Z"),
      template: { key: "birthday" },
      values: {},
      ...given,
    },
    now(),
  );
  await commit({ writes, result: undefined });
  return String(writes[0]?.item.Put?.Item?.id);
}
async function read(id: string) {
  const { Item } = await documents().send(new GetCommand({ TableName: tableName(), Key: mailKey(id) }));
  return mail.parse(Item);
}
/** What the mailbox received of a mail, as a mail program reads it. */
async function received(id: string) {
  const found = cloud.mails().filter(({ raw }) => raw.includes(`Message-ID: <${id}@`));
  return Promise.all(found.map(({ raw }) => simpleParser(raw)));
}

describe("a mail to a customer", () => {
  it("is written from its template when it is sent, as HTML and as text, with a way out", async () => {
    const id = await queued();
    await cloud.drain();
    const [letter, ...more] = await received(id);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe("王小明，生日快乐！");
    expect(letter?.text).toContain("祝您生日快乐，新的一岁身体康健、诸事顺遂。");
    expect(letter?.html).toContain("祝您生日快乐，新的一岁身体康健、诸事顺遂。");
    expect(letter?.text).not.toContain("{{");
    const list = letter?.headers.get("list") as unknown as { unsubscribe: { url: string } };
    expect(list.unsubscribe.url).toMatch(/\/unsubscribe\/mai_\w+\.mrc_\w+\.[\w-]{22}$/);
    expect(letter?.text).toContain(list.unsubscribe.url);
    expect(await read(id)).toMatchObject({
      kind: "care",
      status: "sent",
      letter: { sentFrom: { key: "birthday", version: 0 } },
    });
  });

  it("is written for the recipient's tier where there are words for it", async () => {
    const [vip, unknown] = [
      await queued({ template: { key: "birthday", tier: "vip" } }),
      await queued({ template: { key: "birthday", tier: "gold" } }),
    ];
    await cloud.drain();
    expect((await received(vip))[0]?.subject).toContain("一份来自关系的心意");
    expect((await received(unknown))[0]?.subject).toBe("王小明，生日快乐！");
  });

  it("is queued once for one occasion, and refuses values that its occasion does not know", async () => {
    const recipient = {
      id: "con_same",
      customerId: "cus_1",
      name: "A",
      address: "a@example.cn",
      language: "en",
    } as const;
    await queued({ recipient });
    await expect(queued({ recipient })).rejects.toMatchObject({ code: "conflict" });
    await expect(queued({ values: { nonsense: 1 } })).rejects.toThrow("takes no value nonsense");
    await expect(queued({ template: { key: "warranty-ending" } })).rejects.toThrow("needs the value product");
    await expect(queued({ template: { key: "nonsense" } })).rejects.toThrow(
      "no template can be called nonsense",
    );
  });
});
