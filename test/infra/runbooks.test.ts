import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { routes } from "../../functions/api/manifest.ts";
import { lambdas } from "../../functions/manifest.ts";
import { watchesOf } from "../../infra/alarms/of-functions.ts";
import { sharedWatches } from "../../infra/alarms/of-services.ts";
import { OWN_WATCHES } from "../../infra/alarms/own.ts";
import { QUERIES } from "../../infra/queries/declared.ts";
import { RUNBOOKS } from "../../infra/runbooks/runbook.ts";
import type { Stage } from "../../infra/stage.ts";
import { PROBLEMS } from "../../lib/problem/problem.ts";
import { SECRETS } from "../../lib/table/secret.ts";
import packageJson from "../../package.json" with { type: "json" };
import { synthesize } from "./synthesize.ts";

const folder = join(import.meta.dirname, "../../infra/runbooks");
const texts = new Map(RUNBOOKS.map((name) => [name, readFileSync(join(folder, `${name}.md`), "utf8")]));

const stage: Stage = {
  name: "production",
  production: true,
  zone: "UTC",
  mailFrom: "crm@company.com",
  origins: [],
  logLevel: "INFO",
  logSampling: 0,
  logRetentionDays: 180,
};
const special = [
  ...sharedWatches(stage, "api"),
  ...Object.values(OWN_WATCHES).flatMap((make) => make(stage)),
];
const watches = [...lambdas.flatMap((one) => watchesOf(stage, one)), ...sharedWatches(stage, "api")];

/** What a runbook may call by its name. */
const NAMES = new Set<string>([
  ...lambdas.map(({ name }) => name),
  ...watches.map(({ name }) => name),
  ...QUERIES.map(({ name }) => name),
  ...Object.keys(PROBLEMS),
  ...SECRETS,
]);

const control = readFileSync(join(folder, "../local/control.ts"), "utf8");

/** Whether the product, or the local cloud's controls, has a route. */
function isRoute(method: string, path: string): boolean {
  if (path.startsWith("/local/")) return control.includes(`case "${method} ${path}"`);
  return routes.some((route) => {
    const pattern = new RegExp(`^${route.path.replaceAll(/\{[^}]+\}/g, "(?:\\{\\w+\\}|[\\w.]+)")}$`);
    return route.method === method && pattern.test(path);
  });
}

/** Requests that a text names, by hand or as a command. */
function requestsIn(text: string): [method: string, path: string][] {
  const named = [...text.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[\w{}./-]*)/g)].map(
    ([, method, path]): [string, string] => [method!, path!],
  );
  const sent = [...text.matchAll(/curl ([^\n]*?)"?localhost:3000(\/[\w./-]*)/g)].map(
    ([, options, path]): [string, string] => [/-X (\w+)/.exec(options!)?.[1] ?? "GET", path!],
  );
  return [...named, ...sent.filter(([, path]) => !path.startsWith("/rate/"))];
}

test("every page is declared, and every declared page is there", () => {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));
  expect(pages.toSorted()).toEqual(RUNBOOKS.map((name) => `${name}.md`).toSorted());
});

describe.each([...texts])("the runbook %s", (name, text) => {
  test("says what it is like, where to look, what to do, and how to be sure", () => {
    const headings = text.split("\n").filter((line) => /^#+ /.test(line) && !line.startsWith("# npm"));
    expect(headings.slice(1)).toEqual(["## Symptom", "## Look", "## Mend", "## Verify"]);
    expect(headings[0]).toMatch(/^# \w/);
    expect(text.split("\n").length).toBeLessThan(110);
    // What is cited was really answered.
    expect(text).not.toMatch(/^> [A-Z]+$/m);
  });

  test("leads to pages that are there", () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!.replace(/\.md$/, ""));
    expect(links.filter((link) => !texts.has(link as (typeof RUNBOOKS)[number]))).toEqual([]);
  });

  test("names no request that nobody answers", () => {
    expect(requestsIn(text).filter((request) => !isRoute(...request))).toEqual([]);
  });

  test("names no command, function, alarm, query or code that there is not", () => {
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
    expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
    const prose = text.replaceAll(/```[\s\S]*?```/g, "").replaceAll(/^>.*$/gm, "");
    const names = [...prose.matchAll(/`([a-z<][a-z0-9<>]*(?:-[a-z0-9<>]+)+)`/g)].map(([, one]) =>
      one!.replace("<area>", "customers").replace("<function>", "send-mail"),
    );
    expect(names.filter((one) => !NAMES.has(one))).toEqual([]);
  });

  test("asks the logs by its saved queries", () => {
    const own = QUERIES.filter(({ runbook }) => runbook === name).map((query) => query.name);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((query) => !text.includes(`\`${query}\``))).toEqual([]);
  });

  test("knows the alarms that lead to it, but for those that every function has", () => {
    const own = special.filter(({ runbook }) => runbook === name);
    expect(own.filter((watch) => !text.includes(`\`${watch.name}\``)).map((watch) => watch.name)).toEqual([]);
  });
});

test("CloudWatch shows all of them on one page, with no link that leads nowhere", () => {
  const [board] = synthesize(lambdas)
    .of("AWS::CloudWatch::Dashboard")
    .filter(({ Properties }) => Properties.DashboardName === "guanxi-dev-runbooks");
  const { widgets } = JSON.parse(board!.Properties.DashboardBody) as {
    widgets: { type: string; width: number; properties: { markdown: string } }[];
  };
  expect(widgets).toHaveLength(RUNBOOKS.length);
  for (const [index, name] of RUNBOOKS.entries()) {
    const { markdown } = widgets[index]!.properties;
    expect(markdown.split("\n")[0]).toBe(texts.get(name)!.split("\n")[0]);
    expect(markdown).not.toMatch(/\]\((?!https:)/);
  }
});
