import { afterAll, expect, test } from "vitest";
import { surveyLink, surveyOf } from "../../lib/surveys/link.ts";
import { forget } from "../../lib/table/cache.ts";
import { readCursor, writeCursor } from "../../lib/table/cursor.ts";
import { rotate, type Secret } from "../../lib/table/secret.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
afterAll(product.stop);

/** A new key, known to this process as soon as to any other. */
async function rotated(name: Secret, leaked: boolean): Promise<void> {
  await rotate(name, { leaked });
  forget("secret ");
}

const id = "svy_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const link = async () => (await surveyLink(id)).split("/").at(-1)!;

test("links in mails that were sent open their survey after the key was changed, and new ones are signed anew", async () => {
  const first = await link();
  await rotated("survey links", false);
  const second = await link();
  expect(second).not.toBe(first);
  expect([await surveyOf(first), await surveyOf(second)]).toEqual([id, id]);
});

test("after a leak nothing that was signed before holds", async () => {
  const known = [await link()];
  await rotated("survey links", false);
  known.push(await link());
  await rotated("survey links", true);
  expect(await Promise.all(known.map(surveyOf))).toEqual([undefined, undefined]);
  expect(await surveyOf(await link())).toBe(id);
});

test("five changes later a key is forgotten", async () => {
  const first = await link();
  for (let times = 1; times <= 5; times += 1) await rotated("survey links", false);
  expect(await surveyOf(first)).toBe(id);
  await rotated("survey links", false);
  expect(await surveyOf(first)).toBeUndefined();
});

test("pages that are being turned go on, unless the key leaked", async () => {
  const cursor = await writeCursor("here", "mine");
  await rotated("cursor", false);
  expect(await readCursor(cursor, "mine")).toBe("here");
  await rotated("cursor", true);
  await expect(readCursor(cursor, "mine")).rejects.toThrow(/start without one/);
});

test("of two who change a key at once one is refused: neither's is lost unseen", async () => {
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => rotate("cursor", { leaked: false })));
  const refused = outcomes.filter(({ status }) => status === "rejected");
  for (const { reason } of refused as PromiseRejectedResult[])
    expect(reason.name).toBe("ConditionalCheckFailedException");
  expect(refused.length).toBeLessThan(3);
});
