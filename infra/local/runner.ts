import { randomUUID } from "node:crypto";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";
import type { Lambda } from "../../functions/lambda.ts";
import { LocalFailure } from "./failure.ts";

type Handler = (event: unknown, context: Context) => unknown;

/** The functions in this process, by name. */
export interface Runner {
  /** Imports every function: the first call of each is as fast as the others. */
  load(): Promise<void>;
  /**
   * Runs a function as Lambda does.
   * @throws what the handler throws, or an Error when its time is over
   */
  invoke(name: string, event: unknown): Promise<unknown>;
}

/** Runs a function's run, and may look on: it gives what the run gives. */
export type Around = (name: string, run: () => Promise<unknown>) => Promise<unknown>;

const root = join(import.meta.dirname, "..", "..");

export function createRunner(lambdas: readonly Lambda[], around: Around = (_, run) => run()): Runner {
  const byName = new Map(lambdas.map((lambda) => [lambda.name, lambda]));
  const handlers = new Map<string, Handler>();

  async function load(lambda: Lambda): Promise<Handler> {
    const loaded = handlers.get(lambda.name);
    if (loaded !== undefined) return loaded;
    const file = isAbsolute(lambda.entry) ? lambda.entry : join(root, lambda.entry);
    const exported: unknown = await import(pathToFileURL(file).href);
    if (!hasHandler(exported)) throw new LocalFailure(`${lambda.entry} exports no handler.`);
    handlers.set(lambda.name, exported.handler);
    return exported.handler;
  }

  return {
    async load() {
      await Promise.all(lambdas.map(load));
    },
    async invoke(name, event) {
      const lambda = byName.get(name);
      if (lambda === undefined) throw new Error(`there is no function ${name}`);
      const handler = handlers.get(name) ?? (await load(lambda));
      return around(name, () => {
        const end = performance.now() + lambda.timeout * 1_000;
        return within(handler(event, contextOf(lambda, end)), lambda);
      });
    },
  };
}

function hasHandler(module: unknown): module is { handler: Handler } {
  return (
    typeof module === "object" &&
    module !== null &&
    "handler" in module &&
    typeof module.handler === "function"
  );
}

function within(result: unknown, lambda: Lambda): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`${lambda.name} took longer than its ${lambda.timeout} seconds`));
    const timer = setTimeout(late, lambda.timeout * 1_000);
    Promise.resolve(result)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

function contextOf(lambda: Lambda, end: number): Context {
  const unused = () => {
    throw new Error("handlers return promises");
  };
  return {
    functionName: lambda.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${lambda.name}`,
    memoryLimitInMB: String(lambda.memory),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${lambda.name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(end - performance.now())),
    done: unused,
    fail: unused,
    succeed: unused,
  };
}
