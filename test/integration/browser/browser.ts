import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where systems keep it; another place by `CHROMIUM`. */
const PLACES = [
  process.env.CHROMIUM ?? "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The browser of this machine; none when it has none. */
export const chromiumPath = PLACES.find((place) => existsSync(place));

export function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("this machine has no Chromium");
  return chromium.launch({ executablePath: chromiumPath, timeout: 60_000 });
}

/** A page, and all that it or its browser complained about. */
export interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens an address and waits until the page has read everything. */
export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, height = 900, colorScheme = "light" as "light" | "dark" } = {},
): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  page.setDefaultTimeout(25_000);
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()} failed`));
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  return { page, complaints };
}
