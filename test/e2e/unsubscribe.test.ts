import { DeleteCommand, GetCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { cancelMail } from "../../lib/mail/claim.ts";
import { mail, mailKey } from "../../lib/mail/mail.ts";
import { WORDS } from "../../lib/recipients/words.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import type { Answer } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { freshAddress, letter, lettersTo, queuedLetter } from "../makers/letter.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const marketing = product.as(await hire(product, { name: "何推广", roles: ["marketing"] }));
afterAll(product.stop);

const browser = { accept: "text/html,application/xhtml+xml" };
const form = { ...browser, "content-type": "application/x-www-form-urlencoded" };
/** What the button of a mail program sends (RFC 8058). */
const oneClick = (path: string): Promise<Answer> =>
  product.anyone.post(path, "List-Unsubscribe=One-Click", {
    "content-type": "application/x-www-form-urlencoded",
  });
const known = async (address: string) =>
  (await marketing.get(`/mail-recipients?address=${encodeURIComponent(address)}`)).body.items[0];
async function mailOf(id: string) {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: mailKey(id), ConsistentRead: true }),
  );
  return mail.parse(Item);
}

/** A customer who got a mail. */
async function written(language: "zh-CN" | "zh-TW" | "en" = "zh-CN") {
  const to = { address: freshAddress(), language };
  const id = await letter(product, { to });
  const [got] = await lettersTo(product, to.address);
  if (got === undefined) throw new Error("no mail came");
  return { ...to, id, got };
}
/** Whether a mail of a kind still reaches an address. */
async function reaches(address: string, kind: "care" | "membership" | "campaign"): Promise<boolean> {
  const before = (await lettersTo(product, address)).length;
  const template = { care: "birthday", membership: "tier-raised", campaign: "campaign" }[kind];
  const values = { care: {}, membership: { tier: "VIP" }, campaign: { campaign: "周年庆" } }[kind];
  await letter(product, { kind, template: { key: template }, values, to: { address } });
  return (await lettersTo(product, address)).length > before;
}

describe("a mail to a customer", () => {
  it.skipIf(product.deployed)(
    "is HTML and text, and can be refused by the mail program's own button",
    async () => {
      const { got, id, address } = await written();
      expect(got.headers.get("content-type")).toMatchObject({ value: "multipart/alternative" });
      expect(got.text).toContain("生日快乐");
      expect(got.html).toContain("生日快乐");
      expect(got.lines.get("list-unsubscribe")).toBe(`<${product.url}${got.unsubscribe}>`);
      expect(got.lines.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
      expect(got.lines.get("auto-submitted")).toBe("auto-generated");
      expect(got.lines.get("content-language")).toBe("zh-CN");
      expect(got.lines.get("message-id")).toMatch(new RegExp(`^<${id}@`));
      expect(got.to).toMatchObject({ value: [{ name: "王小明", address }] });
      // A header is one line, and no line is longer than mail servers take.
      expect(Math.max(...got.raw.split("\r\n").map(({ length }) => length))).toBeLessThan(998);
      expect(got.html).toContain(got.unsubscribe);
      expect(got.html).not.toMatch(/<script|\{\{/);
    },
  );

  it("is sent once, and once more for nobody", async () => {
    const to = { address: freshAddress() };
    await letter(product, { to });
    await product.drain();
    expect(await lettersTo(product, to.address)).toHaveLength(1);
  });

  it("about work has no such button", async () => {
    await product
      .as(people.admin)
      .post("/users", { name: "新人", email: "new@example.cn", roles: ["viewer"] });
    const task = {
      title: "回访",
      dueAt: new Date(product.now().getTime() + 3_600_000).toISOString(),
      handlerId: people.salesperson.id,
    };
    expect((await product.as(people.manager).post("/tasks", task)).status).toBe(201);
    if (product.deployed) return;
    await product.cloud.moveClock(new Date(product.now().getTime() + 2 * 3_600_000));
    await product.drain();
    const [reminder] = await lettersTo(product, people.salesperson.email);
    expect(reminder?.lines.has("list-unsubscribe")).toBe(false);
    expect(reminder?.text).not.toContain("/unsubscribe/");
  });
});

describe("the link of a mail", () => {
  it.each([
    ["zh-CN", "您想收到哪些邮件？", "已保存"],
    ["zh-TW", "您想收到哪些郵件？", "已儲存"],
    ["en", "Which mails would you like?", "Saved"],
  ] as const)("opens a page in %s on which its recipient chooses", async (language, title, saved) => {
    const { got, address } = await written(language);
    const page = await product.anyone.get(got.unsubscribe, browser);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.calls).toEqual(1);
    expect(page.body).toContain(title);
    expect(page.body).toContain(`<html lang="${language}"`);
    expect(page.body.match(/ checked/g)).toHaveLength(3);
    expect(page.body).not.toMatch(/<script|https?:\/\//);
    expect(page.body).not.toContain(address);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    // Looking is not choosing: mail programs and virus scanners open links by themselves.
    expect(await known(address)).toBeUndefined();

    const chosen = await product.anyone.send("POST", got.unsubscribe, "keep=care&choice=some", form);
    expect([chosen.status, chosen.calls]).toEqual([200, 2]);
    expect(chosen.body).toContain(saved);
    expect(await known(address)).toMatchObject({ address, refused: ["membership", "campaign"] });
    const again = await product.anyone.get(got.unsubscribe, browser);
    expect(again.body.match(/ checked/g)).toHaveLength(1);
    expect([await reaches(address, "care"), await reaches(address, "campaign")]).toEqual([true, false]);

    const all = "keep=care&keep=membership&keep=campaign&choice=some";
    expect((await product.anyone.send("POST", got.unsubscribe, all, form)).status).toBe(200);
    expect(await known(address)).toMatchObject({ refused: [], version: 2 });
    expect(await reaches(address, "campaign")).toBe(true);
  });

  it("refuses every kind by one click, whatever the mail program sends", async () => {
    const { got, address } = await written();
    const clicked = await oneClick(got.unsubscribe);
    expect([clicked.status, clicked.calls, clicked.headers.get("location")]).toEqual([200, 2, null]);
    expect(await known(address)).toMatchObject({ refused: ["care", "membership", "campaign"], version: 1 });
    for (const kind of ["care", "membership", "campaign"] as const)
      expect(await reaches(address, kind), kind).toBe(false);
    // Again, and once more: nothing is left to change.
    expect((await oneClick(got.unsubscribe)).status).toBe(200);
    expect(await known(address)).toMatchObject({ version: 1 });

    const other = await written();
    const boundary = "----x";
    const multipart = `--${boundary}\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`;
    const sent = await product.anyone.post(other.got.unsubscribe, multipart, {
      "content-type": `multipart/form-data; boundary=${boundary}`,
    });
    expect(sent.status).toBe(200);
    expect(await known(other.address)).toMatchObject({ refused: ["care", "membership", "campaign"] });
  });

  it("takes many choices at once, and keeps one of them", async () => {
    const { got, address } = await written();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        product.anyone.send(
          "POST",
          got.unsubscribe,
          index % 2 ? "choice=some&keep=care" : "choice=none",
          form,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect([2, 3]).toContain((await known(address)).refused.length);
  });

  it("that is forged, cut short or another's opens nothing, and says so kindly", async () => {
    const [one, other] = [await written(), await written()];
    const [mailId, recipientId, signature] = one.got.unsubscribe.split("/").at(-1)!.split(".");
    const [, foreign] = other.got.unsubscribe.split("/").at(-1)!.split(".");
    for (const token of [
      `${mailId}.${recipientId}.${"A".repeat(22)}`,
      `${mailId}.${foreign}.${signature}`,
      `${mailId}.${recipientId}`,
      `${mailId}.${recipientId}.${signature?.slice(0, -1)}`,
      `${mailId}.${recipientId}.${signature}A`,
      "x",
    ]) {
      const page = await product.anyone.get(`/unsubscribe/${token}`, browser);
      expect([page.status, page.headers.get("content-type")], token).toEqual([
        404,
        "text/html; charset=utf-8",
      ]);
      expect(page.body).toContain("这个链接无效");
      expect((await oneClick(`/unsubscribe/${token}`)).status, token).toBe(404);
    }
    expect([await known(one.address), await known(other.address)]).toEqual([undefined, undefined]);
    const long = await product.anyone.get(`/unsubscribe/${"x".repeat(500)}`, browser);
    expect(long.status).toBe(404);
  });

  it.skipIf(product.deployed)(
    "that is older than our records says so kindly, unless the address is known",
    async () => {
      const [one, other] = [await written("zh-TW"), await written()];
      expect((await oneClick(other.got.unsubscribe)).status).toBe(200);
      for (const { id } of [one, other])
        await documents().send(new DeleteCommand({ TableName: tableName(), Key: mailKey(id) }));
      const page = await product.anyone.get(one.got.unsubscribe, browser);
      expect([page.status, page.headers.get("content-type")]).toEqual([410, "text/html; charset=utf-8"]);
      expect(page.body).toContain(WORDS["zh-CN"].gone);
      expect((await oneClick(one.got.unsubscribe)).status).toBe(410);
      expect(await known(one.address)).toBeUndefined();
      expect((await product.anyone.get(other.got.unsubscribe, browser)).status).toBe(200);
      expect(await known(other.address)).toMatchObject({ refused: ["care", "membership", "campaign"] });
    },
  );

  it("takes no other kinds, and nothing that is not a choice", async () => {
    const { got, address } = await written();
    expect((await product.anyone.post(got.unsubscribe, { keep: ["work"] })).status).toBe(400);
    expect((await product.anyone.post(got.unsubscribe, { keep: ["care"], admin: true })).status).toBe(400);
    expect((await product.anyone.post(got.unsubscribe, "x".repeat(20_000), form)).status).toBe(413);
    expect(await known(address)).toBeUndefined();
    expect((await product.anyone.post(got.unsubscribe, { keep: ["care"] })).status).toBe(200);
    expect(await known(address)).toMatchObject({ refused: ["membership", "campaign"] });
  });
});

describe("a mail that waits", () => {
  const later = () => new Date(product.now().getTime() + 30 * 60_000);

  it("is sent at its time", async () => {
    const to = { address: freshAddress() };
    const sendAt = later();
    const id = await letter(product, { to, sendAt });
    expect([await lettersTo(product, to.address), (await mailOf(id)).status]).toEqual([[], "queued"]);
    await product.cloud.moveClock(new Date(sendAt.getTime() - 60_000));
    await product.drain();
    expect(await lettersTo(product, to.address)).toEqual([]);
    await product.cloud.moveClock(new Date(sendAt.getTime() + 5 * 60_000));
    await product.drain();
    expect(await lettersTo(product, to.address)).toHaveLength(1);
  });

  it("is not sent when its recipient refuses it before", async () => {
    const { got, address } = await written();
    const sendAt = later();
    const id = await letter(product, { to: { address }, sendAt });
    await oneClick(got.unsubscribe);
    await product.cloud.moveClock(new Date(sendAt.getTime() + 5 * 60_000));
    await product.drain();
    expect(await mailOf(id)).toMatchObject({ status: "suppressed", error: "unsubscribed" });
    expect(await lettersTo(product, address)).toHaveLength(1);
  });

  it("is not sent when it is cancelled before", async () => {
    const to = { address: freshAddress() };
    const sendAt = later();
    const id = await letter(product, { to, sendAt });
    expect([await cancelMail(id, product.now()), await cancelMail(id, product.now())]).toEqual([true, false]);
    await product.cloud.moveClock(new Date(sendAt.getTime() + 5 * 60_000));
    await product.drain();
    expect([await lettersTo(product, to.address), (await mailOf(id)).status]).toEqual([[], "cancelled"]);
  });
});

describe("what SES tells", () => {
  it("of a bounce keeps everything but work from an address that is not there", async () => {
    const address = `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;
    const id = await letter(product, { to: { address } });
    if (product.deployed) return;
    expect(await mailOf(id)).toMatchObject({
      status: "bounced",
      error: "Permanent/General",
      // Told before SES had answered its sender: what was sent, and when, is known all the same.
      sentAt: expect.any(String),
      letter: { sentFrom: { key: "birthday" } },
    });
    expect(await known(address)).toMatchObject({
      suppression: { reason: "hard-bounce", mailId: id },
      refused: [],
    });
    expect(await reaches(address, "membership")).toBe(false);
    const listed = await marketing.all("/mail-recipients");
    expect(listed.map((one) => one.address)).toContain(address);
  });

  it("of a complaint does so too, for good and all", async () => {
    const address = `complaint+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;
    const id = await letter(product, { to: { address } });
    if (product.deployed) return;
    expect(await mailOf(id)).toMatchObject({ status: "complained" });
    expect(await known(address)).toMatchObject({ suppression: { reason: "complaint", mailId: id } });
    expect(await reaches(address, "care")).toBe(false);
    // Whoever complained is told so, should they look.
    const [got] = await lettersTo(product, address);
    expect((await product.anyone.get(got?.unsubscribe ?? "", browser)).body).toContain("垃圾邮件");
  });

  it("of a delivery is noted; of a full mailbox too, and nothing follows", async () => {
    const success = `success+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;
    const id = await letter(product, { to: { address: success } });
    if (product.deployed) return;
    expect(await mailOf(id)).toMatchObject({ status: "delivered" });
    const { id: full, address } = await written();
    product.cloud.tellOfMail(full, "soft-bounce");
    await product.drain();
    expect(await mailOf(full)).toMatchObject({ status: "bounced", error: "Transient/MailboxFull" });
    expect(await known(address)).toBeUndefined();
    expect(await reaches(address, "care")).toBe(true);
  });

  it("late, twice and out of order comes to the same", async () => {
    const { id, address } = await written();
    for (const fate of ["complaint", "bounce", "delivery", "complaint", "bounce"] as const)
      product.cloud.tellOfMail(id, fate);
    await product.drain();
    expect(await mailOf(id)).toMatchObject({ status: "complained" });
    expect(await known(address)).toMatchObject({ suppression: { reason: "complaint" } });
  });

  it("of a mail that is none of ours changes nothing, and is no error", async () => {
    const before = (await marketing.all("/mail-recipients")).length;
    product.cloud.tellOfMail("mai_01JCXW3V7Q8F2M4N6P8R0T2V4X", "bounce");
    product.cloud.tellOfMail("nonsense", "complaint");
    await product.drain();
    expect((await marketing.all("/mail-recipients")).length).toBe(before);
    expect(product.cloud.deadLetters()).toEqual([]);
  });

  it.skipIf(product.deployed)("can be told by hand, where there is no SES", async () => {
    const { id } = await written();
    expect((await product.anyone.post("/local/ses-events", { mailId: id, fate: "reject" })).status).toBe(202);
    await product.drain();
    expect(await mailOf(id)).toMatchObject({ status: "failed", error: "Rejected" });
    expect((await product.anyone.post("/local/ses-events", { mailId: id, fate: "love" })).status).toBe(400);
  });
});

describe("an address", () => {
  it("is written down by those who hear of it, under one record whatever its case", async () => {
    const address = freshAddress();
    const added = await marketing.post("/mail-recipients", {
      address: address.toUpperCase(),
      refused: ["campaign"],
    });
    expect([added.status, added.calls]).toEqual([201, 1]);
    expect(added.body).toMatchObject({ address, refused: ["campaign"], version: 1 });
    const twice = await marketing.post("/mail-recipients", { address, refused: [] });
    expect([twice.status, twice.body.code, twice.body.existingId]).toEqual([
      409,
      "already-exists",
      added.body.id,
    ]);
    expect([await reaches(address, "campaign"), await reaches(address, "care")]).toEqual([false, true]);
    const changed = await marketing.patch(`/mail-recipients/${added.body.id}`, { refused: ["care"] });
    expect([changed.status, changed.body.refused]).toEqual([200, ["care"]]);
    expect(await reaches(address.toUpperCase(), "care")).toBe(false);
  });

  it("is suppressed by hand and let go again, with the reasons kept", async () => {
    const address = freshAddress();
    const { id } = (await marketing.post("/mail-recipients", { address, refused: [] })).body;
    const suppressed = await marketing.post(`/mail-recipients/${id}/suppress`, { note: "来电要求" });
    expect(suppressed.body).toMatchObject({ suppression: { reason: "by-hand", note: "来电要求" } });
    const again = await marketing.post(`/mail-recipients/${id}/suppress`, {});
    expect([again.status, again.body.code]).toEqual([409, "conflict"]);
    expect(await reaches(address, "care")).toBe(false);
    expect((await marketing.post(`/mail-recipients/${id}/lift`, {})).status).toBe(400);
    const lifted = await marketing.post(`/mail-recipients/${id}/lift`, { note: "客户改变主意" });
    expect(lifted.body).toMatchObject({ liftedBecause: "客户改变主意" });
    expect(lifted.body.suppression).toBeUndefined();
    expect(await reaches(address, "care")).toBe(true);
    expect((await marketing.post(`/mail-recipients/${id}/lift`, { note: "又" })).status).toBe(409);
    await product.drain();
    const history = (await marketing.get(`/mail-recipients/${id}/history`)).body.items;
    expect(history.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);
  });

  it("is nobody's business but marketing's and the administrator's", async () => {
    const seller = product.as(people.salesperson);
    expect((await seller.get("/mail-recipients")).status).toBe(403);
    expect((await seller.post("/mail-recipients", { address: freshAddress(), refused: [] })).status).toBe(
      403,
    );
    expect((await product.anyone.get("/mail-recipients")).status).toBe(401);
    expect((await marketing.get("/mail-recipients?address=nonsense")).status).toBe(400);
  });
});

describe("what people write", () => {
  it.skipIf(product.deployed)("is shown, not run, and makes no headers", async () => {
    const address = freshAddress();
    const name =
      'Eve" <evil@example.com>,\r\nBcc: other@example.com\r\n\r\n<script>alert(1)</script>{{company}}';
    await letter(product, {
      to: { address, name, language: "en" },
      template: { key: "delivery-follow-up" },
      values: {
        product: "<img src=x onerror=alert(1)> {{#owner}}x{{/owner}} \u202Etxt.exe\r\nTo: all@example.com",
      },
    });
    const [got] = await lettersTo(product, address);
    const headers = [...(got?.lines.keys() ?? [])].sort();
    expect(headers).toEqual([
      "auto-submitted",
      "content-language",
      "content-type",
      "date",
      "from",
      "list-unsubscribe",
      "list-unsubscribe-post",
      "message-id",
      "mime-version",
      "subject",
      "to",
      "x-auto-response-suppress",
    ]);
    expect(got?.to).toMatchObject({ value: [{ address }] });
    expect(got?.subject).not.toMatch(/[\r\n]/);
    expect(got?.html).not.toMatch(/<script|<img/);
    expect(got?.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    // What looks like a variable in a value stays as it is.
    expect(got?.html).toContain("{{company}}");
    expect(got?.text).toContain("{{#owner}}x{{/owner}}");
    expect(got?.text).not.toContain("\u202E");
  });
});

it("queued many times at once, one mail is one", async () => {
  const to = { address: freshAddress(), id: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X" };
  const at = product.now();
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => queuedLetter(product, { to, at })));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await product.drain();
  expect(await lettersTo(product, to.address)).toHaveLength(1);
});
