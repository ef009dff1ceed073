import type { Profiler } from "node:inspector";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = pathToFileURL(join(import.meta.dirname, "../..")).href;

/** Where the product's own thread spent its time. */
export interface Part {
  readonly name: string;
  /** Of the time in which it was not idle, 0 to 1. */
  readonly share: number;
}

/** Self time by the part of the code that it was spent in, the largest first. */
export function parts({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, most: number): Part[] {
  const named = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = named.get(id);
    if (name !== undefined) times.set(name, (times.get(name) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([name, time]) => ({ name, share: time / all }))
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
}

/** The part of the code that a function belongs to; none while nothing is done. */
function nameOf({ url, functionName }: { url: string; functionName: string }): string | undefined {
  if (functionName === "(idle)") return undefined;
  if (functionName === "(garbage collector)") return "garbage collection";
  if (functionName === "(program)") return "native code: sockets, timers, hashes";
  // Written in C++: JSON.parse, writev of a socket …
  if (url === "") return `built in: ${functionName || "unnamed"}`;
  if (url.startsWith("node:")) return "Node's library";
  const [, path = ""] = url.split(ROOT);
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path) ?? [];
  if (name !== undefined) return /^@(aws-sdk|smithy|aws-crypto)\//.test(name) ? "the AWS SDK" : name;
  const [, ...folders] = path.split("/");
  return folders.slice(0, 2).join("/");
}
