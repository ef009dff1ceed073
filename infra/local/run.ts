import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, startLocalCloud } from "./cloud.ts";
import { LocalFailure } from "./failure.ts";
import { runningOn } from "./lock.ts";
import { portsFrom } from "./ports.ts";
import { type DemoPerson, welcome } from "./welcome.ts";

/** The company that fills a new table. */
export interface Demo {
  /** Resolves when all of it is written. */
  readonly load: (cloud: LocalCloud) => Promise<void>;
  /** Those whose tokens are shown at the start. */
  readonly people: readonly DemoPerson[];
}

/**
 * `npm start`: runs the local cloud until somebody ends it.
 * @param demo imports the demo company, while the database starts
 */
export async function runLocalCloud(dataDir: string, demo?: () => Promise<Demo>): Promise<void> {
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  // Once: whoever is impatient presses Ctrl-C again.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => end(undefined));
  process.once("disconnect", () => end(undefined));
  // In Lambda it ends one invocation; here it must not end all.
  process.on("unhandledRejection", (reason) => {
    process.stderr.write(`a function left a promise behind that failed: ${describe(reason)}\n`);
  });

  let cloud: LocalCloud | undefined;
  try {
    cloud = await Promise.race([start(dataDir, demo), ended]);
    const failure = await Promise.race([cloud?.died, ended]);
    if (failure !== undefined) throw failure;
  } catch (error) {
    process.stderr.write(`${error instanceof LocalFailure ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
  await cloud?.stop();
  // Whatever a library left open, or a start that was broken off.
  process.exit();
}

async function start(dataDir: string, importDemo: (() => Promise<Demo>) | undefined): Promise<LocalCloud> {
  const began = performance.now();
  const half = join(dataDir, "demo.loading");
  if (existsSync(half) && (await runningOn(dataDir)) === undefined) {
    process.stdout.write(
      "The demo company was not loaded to its end the last time: once more, from the start.\n",
    );
    rmSync(dataDir, { recursive: true });
  }
  const starting = startLocalCloud({ dataDir, ports: portsFrom(process.env) });
  const [cloud, demo] = await Promise.all([starting, importDemo?.()]);
  if (cloud.isNew && demo !== undefined) {
    process.stdout.write("Loading the demo company, once …\n");
    writeFileSync(half, "");
    await demo.load(cloud);
    await cloud.drain();
    rmSync(half);
  }
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(await welcome(cloud, demo?.people ?? [], seconds));
  return cloud;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
