import type { ActionCost, Estimate } from "./estimate.ts";
import { METERS } from "./meters.ts";
import type { Prices } from "./prices.ts";
import type { Profile } from "./profile.ts";

const DEAREST = 5;

/** The bills of some sizes side by side, for people. */
export function sheet(
  estimates: readonly Estimate[],
  { prices: { region, dates }, profile, freeTier }: { prices: Prices; profile: Profile; freeTier: boolean },
): string {
  const services = [...new Set(estimates.flatMap(({ bill }) => bill.services.map(({ service }) => service)))];
  const row = (title: string, cell: (estimate: Estimate) => string) => [title, ...estimates.map(cell)];
  const of = ({ bill }: Estimate, service: string) =>
    bill.services.find((each) => each.service === service)?.usd ?? 0;
  const table = aligned([
    row("USD a month", ({ volume }) => `${count(volume.users)} users`),
    ...services.map((service) => row(service, (each) => money(of(each, service)))),
    row("total", ({ bill }) => money(bill.total)),
    row("for each user", ({ usdPerUser }) => money(usdPerUser)),
  ]);
  const unmeasured = [...new Set(estimates.flatMap((each) => each.unmeasured))];
  return [
    table,
    ...estimates.map(drivers),
    [
      `Prices of ${region} as read between ${dates[0]} and ${dates[1]}, ${freeTier ? "free tiers taken off" : "no free tier taken off"}; each with its source in infra/cost/prices.json.`,
      `Work as measured on ${profile.measuredOn}; a day's work in infra/cost/volumes.ts, what is assumed in infra/cost/assumptions.ts.`,
      ...(unmeasured.length === 0
        ? []
        : [`Not in the bill, since nobody has measured it: ${unmeasured.join(", ")}. Run with --measure.`]),
    ].join("\n"),
  ].join("\n\n");
}

function drivers({ volume, bill: { driver, total }, actions }: Estimate): string {
  const { what, lower } = METERS[driver.meter];
  const share = Math.round((driver.usd / total) * 100);
  return [
    `${count(volume.users)} users: most goes to ${driver.service}, ${count(driver.amount)} ${what}: ${money(driver.usd)}, ${share} %.`,
    `  Less by: ${lower}.`,
    `  Dearest to do: ${actions.slice(0, DEAREST).map(one).join(", ")}.`,
  ].join("\n");
}

function one({ action, times, usd }: ActionCost): string {
  return `${action} ${money(usd)} (${count(times)} times)`;
}

/** Dollars and cents; a tenth of a cent below ten cents. */
function money(usd: number): string {
  return usd.toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: usd < 0.1 ? 3 : 2,
  });
}

/** With as many digits as mean something. */
function count(amount: number): string {
  return amount.toLocaleString("en-US", { maximumFractionDigits: amount < 100 ? 1 : 0 });
}

/** Titles to the left, figures to the right, a line under the heads and above the total. */
function aligned([heads = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 3),
      )
      .join("");
  const rule = "─".repeat(widths.reduce((sum, width) => sum + width + 3, -3));
  return [line(heads), rule, ...rows.slice(0, -2).map(line), rule, ...rows.slice(-2).map(line)].join("\n");
}
