import { readdirSync, readFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector/promises";
import { monitorEventLoopDelay, PerformanceObserver, performance } from "node:perf_hooks";
import { clientOf } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { catalogue, created, fresh, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { startProduct } from "../makers/product.ts";
import { serviceCompany } from "../makers/service.ts";
import { BONUS } from "./shop-desk.ts";

/** What the load is told of the product that runs in this process. */
export interface Served {
  readonly url: string;
  readonly manager: string;
  readonly admin: string;
  readonly serviceManager: string;
  readonly stock: string;
  readonly marketing: string;
  readonly salespeople: readonly Person[];
  readonly agents: readonly Person[];
  readonly technicians: readonly Person[];
  readonly productId: string;
  readonly competitorId: string;
}

interface Person {
  readonly id: string;
  readonly token: string;
}

/** A public link to a survey, as its mail brings it. */
export interface Mailed {
  readonly surveyId: string;
  readonly link: string;
}

/** What the product has used so far; CPU in seconds. */
export interface Usage {
  readonly product: number;
  /** Not known where the system does not tell. */
  readonly database: number | undefined;
  /** Time in which the event loop worked, and all of it, in milliseconds. */
  readonly busy: number;
  readonly elapsed: number;
  /** Time in which garbage was collected, in milliseconds. */
  readonly collecting: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** 99th percentile of what a timer waited since the last question, in milliseconds. */
  readonly delay: number;
}

export type Ask = "usage" | "profile" | "profiled";

/** Of each kind; the branches share them. */
const PEOPLE = 8;

const product = await startProduct({ optimise: true });
const { admin, manager, finance, serviceManager, departments, workshop } = await serviceCompany(product);
const office = clientOf(product.url, admin.token);
const hired = (roles: string[], place: (index: number) => string) =>
  Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => hire(product, { roles, departmentId: place(index) })),
  );
const known = (people: readonly Person[]) => people.map(({ id, token }) => ({ id, token }));
const salespeople = await hired(
  ["salesperson"],
  (index) => (index % 2 === 0 ? departments.east : departments.south).id,
);
const agents = await hired(["service-agent"], () => departments.service.id);
const technicians = await hired(["technician"], () => workshop.id);
const stock = await hire(product, { roles: ["operations"], departmentId: departments.headquarters.id });
const marketing = await hire(product, { roles: ["marketing"] });
const { rival } = await catalogue(office);
const pump = await created(office, "/products", {
  name: fresh("热泵机组"),
  unitPrice: yuan(8_600),
  category: "heat pumps",
  warrantyMonths: 24,
});
await plan(product, product.as(finance), { rules: [percent(500)] });
await office.put("/settings/top-up-bonus", { bands: [BONUS] });
for (const [index, fault] of ["no-output", "leak", "noise", "control"].entries()) {
  await created(office, "/knowledge-articles", {
    title: `热泵报修 ${index}：先看什么`,
    body: "断电后检查四通阀线圈电阻。",
    faultCategories: [fault],
    productIds: [pump.id],
    language: "zh-CN",
    status: "published",
  });
}
const served: Served = {
  url: product.url,
  manager: manager.token,
  admin: admin.token,
  serviceManager: serviceManager.token,
  stock: stock.token,
  marketing: marketing.token,
  salespeople: known(salespeople),
  agents: known(agents),
  technicians: known(technicians),
  productId: pump.id,
  competitorId: rival.id,
};

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting += duration;
}).observe({ entryTypes: ["gc"] });
const database = childNamed("java");
const inspector = new Session();

process.on("message", async (ask: Ask) => {
  process.send?.(await answer(ask));
});
const post = setInterval(forwardLinks, 100);
process.on("disconnect", async () => {
  clearInterval(post);
  await product.stop();
  process.exit();
});
process.send?.(served);

async function answer(ask: Ask): Promise<Usage | Profiler.Profile | null> {
  switch (ask) {
    case "usage":
      return usage();
    case "profile":
      inspector.connect();
      await inspector.post("Profiler.enable");
      await inspector.post("Profiler.start");
      return null;
    case "profiled": {
      const { profile } = await inspector.post("Profiler.stop");
      inspector.disconnect();
      return profile;
    }
    default:
      return ask satisfies never;
  }
}

let seen = 0;

/** Customers find the links of their surveys in their mails; whoever plays them is told as these arrive. */
async function forwardLinks(): Promise<void> {
  const mails = await product.mails();
  for (const { body } of mails.slice(seen)) {
    const [link, surveyId] = /\/rate\/(svy_\w+)\.[\w-]+/.exec(body.text ?? "") ?? [];
    if (link !== undefined && surveyId !== undefined) process.send?.({ surveyId, link } satisfies Mailed);
  }
  seen = mails.length;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { active, idle } = performance.eventLoopUtilization();
  const delay = delays.percentile(99) / 1e6;
  delays.reset();
  return {
    product: (user + system) / 1e6,
    database: database === undefined ? undefined : cpuOf(database),
    busy: active,
    elapsed: active + idle,
    collecting,
    memory: process.memoryUsage.rss(),
    delay,
  };
}

/** The id of this process's child of that name, where the system has a folder for each process. */
function childNamed(name: string): number | undefined {
  if (process.platform !== "linux") return undefined;
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .find((id) => {
      const { program, fields } = statOf(id) ?? { program: "", fields: [] };
      return program === name && Number(fields[1]) === process.pid;
    });
}

/** Seconds of CPU that a process has used; the system counts in hundredths. */
function cpuOf(id: number): number | undefined {
  const fields = statOf(id)?.fields;
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) / 100;
}

function statOf(id: number): { program: string; fields: string[] } | undefined {
  try {
    const [, program = "", rest = ""] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${id}/stat`, "utf8")) ?? [];
    return { program, fields: rest.split(" ") };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
