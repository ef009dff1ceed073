import { readdirSync, readFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector/promises";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { clientOf } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { catalogue } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { startProduct } from "../makers/product.ts";

/** What the load is told of the product that runs in this process. */
export interface Served {
  readonly url: string;
  readonly manager: string;
  readonly admin: string;
  readonly salespeople: readonly { readonly id: string; readonly token: string }[];
  readonly productId: string;
  readonly competitorId: string;
}

/** What the product has used so far; CPU in seconds. */
export interface Usage {
  readonly product: number;
  /** Not known where the system does not tell. */
  readonly database: number | undefined;
  /** Time in which the event loop worked, and all of it, in milliseconds. */
  readonly busy: number;
  readonly elapsed: number;
  /** 99th percentile of what a timer waited since the last question, in milliseconds. */
  readonly delay: number;
}

export type Ask = "usage" | "profile" | "profiled";

const SALESPEOPLE = 8;

const product = await startProduct({ optimise: true });
const { admin, manager, finance, departments } = await company(product);
const salespeople = await Promise.all(
  Array.from({ length: SALESPEOPLE }, (_, index) =>
    hire(product, { departmentId: (index % 2 === 0 ? departments.east : departments.south).id }),
  ),
);
const { pump, rival } = await catalogue(clientOf(product.url, admin.token));
await plan(product, product.as(finance), { rules: [percent(500)] });
const served: Served = {
  url: product.url,
  manager: manager.token,
  admin: admin.token,
  salespeople: salespeople.map(({ id, token }) => ({ id, token })),
  productId: pump.id,
  competitorId: rival.id,
};

const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
const database = childNamed("java");
const inspector = new Session();

process.on("message", async (ask: Ask) => {
  process.send?.(await answer(ask));
});
process.on("disconnect", async () => {
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
