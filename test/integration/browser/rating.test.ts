import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { created, fresh } from "../../makers/deal.ts";
import { type Product, startProduct } from "../../makers/product.ts";
import { requestInWork, serviceCompany } from "../../makers/service.ts";
import { chromiumPath, openBrowser } from "./browser.ts";

const WHERE = chromiumPath ?? "(skipped: this machine has no Chromium)";

describe.skipIf(chromiumPath === undefined)(`the page that rates a service, in ${WHERE}`, () => {
  let product: Product;
  let browser: Browser;
  let people: Awaited<ReturnType<typeof serviceCompany>>;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    people = await serviceCompany(product);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** The link of a survey that was just sent. */
  async function link(language: string): Promise<string> {
    const [admin, agent, technician] = [
      product.as(people.admin),
      product.as(people.agent),
      product.as(people.technician),
    ];
    const email = `${fresh("rater").replaceAll(" ", "-")}@example.com`;
    const customer = await created(admin, "/customers", { name: fresh("客户"), email, language });
    const { id } = await requestInWork(agent, technician, people.technician, { customerId: customer.id });
    await created(technician, `/service-requests/${id}/resolve`, { resolution: "已修复" });
    await product.drain();
    const mail = (await product.mails()).find((one) => JSON.stringify(one).includes(email));
    return `${product.url}${/\/rate\/[\w.-]+/.exec(mail?.body.text ?? "")?.[0]}`;
  }

  /** A phone, all that it asked for, and what its browser complained of. */
  async function phone(colorScheme: "light" | "dark") {
    const page = await browser.newPage({
      viewport: { width: 360, height: 740 },
      colorScheme,
      hasTouch: true,
    });
    page.setDefaultTimeout(25_000);
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", ({ message }) => complaints.push(message));
    return { page, asked, complaints };
  }

  const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  test.each([
    { language: "zh-CN", colorScheme: "light" as const, thanks: "谢谢您！" },
    { language: "en", colorScheme: "dark" as const, thanks: "Thank you!" },
  ])("is one tap on a phone, in $language and $colorScheme", async ({ language, colorScheme, thanks }) => {
    const { page, asked, complaints } = await phone(colorScheme);
    await page.goto(await link(language));
    expect(asked).toEqual([`GET ${product.url}`]);
    expect(await tooWide(page)).toBe(0);
    const buttons = page.getByRole("button");
    expect(await buttons.count()).toBe(5);
    for (const button of await buttons.all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await page.locator("textarea").fill("很好\n谢谢");
    await buttons.nth(1).tap();
    await page.getByRole("heading", { name: thanks }).waitFor();
    expect(asked).toEqual([`GET ${product.url}`, `POST ${product.url}`]);
    const answered = await product.as(people.admin).get("/surveys?status=answered&limit=1");
    expect(answered.body.items).toMatchObject([{ score: 4, comment: "很好\n谢谢", channel: "page" }]);
    await page.goBack();
    expect(await page.getByRole("button").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
