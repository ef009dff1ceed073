import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SOURCE } from "../../../events/event.ts";
import { company } from "../../makers/company.ts";
import { catalogue, created, inDays, opportunity } from "../../makers/deal.ts";
import { percent, plan } from "../../makers/plan.ts";
import { type Product, startProduct } from "../../makers/product.ts";
import { chromiumPath, openBrowser, visit } from "./browser.ts";

const WHERE =
  chromiumPath ?? "(skipped: this machine has no Chromium; `apt-get install chromium` brings one)";

describe.skipIf(chromiumPath === undefined)(`the start page in ${WHERE}`, () => {
  let product: Product;
  let browser: Browser;
  let early: Page;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test("an empty company looks fine and says what it lacks", async () => {
    const { page, complaints } = await visit(browser, product.url, { width: 375, height: 812 });
    const text = await page.locator("main").innerText();
    expect(text).toContain("Nobody can sign in yet");
    expect(text).toContain("No event since the start.");
    expect(text).toContain("No mail yet.");
    expect(text).toContain("None: every function did its work.");
    expect(await page.locator("#health-sum").innerText()).toContain("well");
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    early = page;
  });

  describe("of a company with work done", () => {
    beforeAll(async () => {
      const people = await company(product);
      const [admin, seller] = [product.as(people.admin), product.as(people.salesperson)];
      await Promise.all([
        catalogue(admin),
        plan(product, product.as(people.finance), { name: "5 %", rules: [percent(500)] }),
      ]);
      const deal = await opportunity(seller);
      await opportunity(seller, { expectedCloseOn: inDays(product.now(), 3) });
      await created(product.as(people.manager), `/opportunities/${deal.id}/win`, {});
      await product.drain();
    });

    test("finds those who came after it without being asked", async () => {
      await early.getByRole("button", { name: "Copy the token of 林管理" }).waitFor();
      await early.locator("figure canvas").first().waitFor();
      const reader = early.locator("#reader option:checked");
      await expect.poll(() => reader.innerText(), { timeout: 25_000 }).toBe("林管理 · admin");
      await early.close();
    });

    test.each([
      { what: "a desktop, light", width: 1280, height: 900, colorScheme: "light" as const },
      { what: "a desktop, dark", width: 1280, height: 900, colorScheme: "dark" as const },
      { what: "a phone, light", width: 375, height: 812, colorScheme: "light" as const },
      { what: "a phone, dark", width: 375, height: 812, colorScheme: "dark" as const },
    ])("draws every chart that has figures on $what", async ({ what: _, ...screen }) => {
      const { page, complaints } = await visit(browser, product.url, screen);
      const charts = await drawn(page);
      expect(charts.map(({ title }) => title)).toEqual([
        "Won amount by month",
        "Deals won and lost",
        "Commission ranking, twelve months",
        "Pipeline by expected close",
        "Open opportunities by stage",
        "Request times since the start",
      ]);
      for (const { title, colors, label, rows } of charts) {
        // A chart has axes, grid and bars: more colours than an empty canvas, or one that only drew its axes.
        expect(colors, `${title} is drawn`).toContain(
          screen.colorScheme === "dark" ? "116,169,247" : "47,111,208",
        );
        expect(label).toContain(title);
        expect(rows, `${title} is a table too`).toBeGreaterThan(0);
      }
      const silent = await page.locator("figure .nothing").allInnerTexts();
      expect(silent).toEqual([
        "No customer has answered a survey yet.",
        "No request has met or missed a target yet.",
        "Nobody is a member yet.",
        "Nobody was greeted yet: advance the clock past tomorrow morning.",
      ]);
      expect(await overflow(page)).toBe(0);
      expect(await brightness(page)).toBe(screen.colorScheme);
      expect(complaints).toEqual([]);
      await page.close();
    });

    describe("on one and the same desktop", () => {
      let page: Page;
      let complaints: readonly string[];
      beforeAll(async () => {
        ({ page, complaints } = await visit(browser, product.url));
      });
      afterAll(() => expect(complaints).toEqual([]));

      test("is worked by keyboard alone, with the focus always seen", async () => {
        const reached: string[] = [];
        for (let presses = 0; presses < 80 && !reached.includes("Read again"); presses += 1) {
          await page.keyboard.press("Tab");
          const { name, outline } = await focused(page);
          reached.push(name);
          expect(outline, `${name} shows that it has the focus`).toBeGreaterThanOrEqual(2);
        }
        expect(reached.slice(0, 7)).toEqual([
          "Skip to the content",
          "API documentation",
          "OpenAPI",
          "Mailbox",
          "an hour",
          "a day",
          "a week",
        ]);
        expect(reached).toContain("Copy the token of 林管理");
        expect(reached.at(-1)).toBe("Read again");
        await page.keyboard.press("Tab");
        expect((await focused(page)).name).toBe("The figures: Won amount by month");
        await page.keyboard.press("Enter");
        await page.getByRole("table", { name: "Won amount by month" }).waitFor();
      });

      test("is drawn anew when the system turns dark", async () => {
        await page.emulateMedia({ colorScheme: "dark" });
        const light = async () => (await drawn(page)).filter(({ colors }) => !colors.includes("116,169,247"));
        await expect.poll(light).toEqual([]);
      });

      test("has landmarks, headings in order and a name on every control", async () => {
        const landmarks = ["banner", "navigation", "main", "contentinfo", "status"] as const;
        for (const role of landmarks) expect(await page.getByRole(role).count(), role).toBe(1);
        const levels = await page
          .locator("h1, h2, h3")
          .evaluateAll((all) => all.map(({ tagName }) => tagName));
        expect(levels[0]).toBe("H1");
        expect(levels.slice(1)).not.toContain("H1");
        expect(levels.indexOf("H3")).toBeGreaterThan(levels.indexOf("H2"));
        const nameless = await page.locator("button, input, select, a, canvas").evaluateAll((all) =>
          all
            .filter((one) => {
              const labels = "labels" in one && one.labels instanceof NodeList ? one.labels.length : 0;
              return !one.textContent?.trim() && !one.getAttribute("aria-label") && labels === 0;
            })
            .map(({ outerHTML }) => outerHTML),
        );
        expect(nameless).toEqual([]);
      });

      test("advances the clock and tells what that did", async () => {
        const before = product.now().getTime();
        await page.getByRole("button", { name: "an hour" }).click();
        const status = page.getByRole("status");
        await expect.poll(() => status.innerText(), { timeout: 25_000 }).toContain("fired on the way");
        expect(product.now().getTime()).toBeGreaterThanOrEqual(before + 3_600_000);
      });

      test("copies a token that the API takes", async () => {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
        await page.getByRole("button", { name: "Copy the token of 林管理" }).click();
        await expect.poll(() => page.getByRole("status").innerText()).toBe("The token of 林管理 is copied.");
        const token = await page.evaluate(() => navigator.clipboard.readText());
        expect(await product.as({ token }).get("/me")).toMatchObject({
          status: 200,
          body: { name: "林管理" },
        });
      });

      test("shows a dead letter without being asked, and gives it to its function again", async () => {
        const broken = { EventBusName: "guanxi", Source: SOURCE, DetailType: "mail.queued", Detail: "{}" };
        await new EventBridgeClient().send(new PutEventsCommand({ Entries: [broken] }));
        await product.drain();
        expect(product.cloud.deadLetters()).toHaveLength(1);
        const status = page.getByRole("status");
        await expect.poll(() => status.innerText(), { timeout: 25_000 }).toContain("1 letter to look at");
        await page.getByRole("button", { name: "Give them to their functions again" }).click();
        await expect.poll(() => status.innerText(), { timeout: 25_000 }).toBe("0 done, 1 failed again.");
        expect(product.cloud.deadLetters()).toMatchObject([{ attempts: 4 }]);
        expect(await page.locator("#dead").innerText()).toContain("(4 attempts)");
      });
    });
  });
});

/** By how many pixels the page is wider than the screen. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every chart with the colours on its canvas, its text alternative and the rows of its table. */
function drawn(page: Page) {
  return page.locator("figure:has(canvas)").evaluateAll((figures) =>
    figures.map((figure) => {
      const canvas = figure.querySelector("canvas")!;
      // Of a copy: reading the chart's own canvas makes the browser complain.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const colors = new Set<string>();
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255) colors.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      return {
        title: figure.querySelector("h3")?.textContent,
        colors: [...colors],
        label: canvas.getAttribute("aria-label"),
        rows: figure.querySelectorAll("tbody tr").length,
      };
    }),
  );
}

function brightness(page: Page) {
  return page.evaluate(() => {
    const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
    return red > 127 ? "light" : "dark";
  });
}

function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement!;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: element.getAttribute("aria-label") || element.textContent?.trim() || element.id,
      outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth),
    };
  });
}
