import type { Lambda } from "../../functions/lambda.ts";
import { apiRoutes } from "../constructs/api-routes.ts";
import { LocalFailure } from "./failure.ts";

export interface Destination {
  readonly function: string;
  /** API Gateway's name of the route, `ANY /customers/{proxy+}`. */
  readonly route: string;
  readonly isPublic: boolean;
}

/** Finds the function for a request. */
export type Router = (method: string, path: string) => Destination | undefined;

interface Exception {
  readonly method: string;
  readonly pattern: RegExp;
  readonly destination: Destination;
}

/**
 * Routes as the deployed API does, by the very routes that it is given: whole areas by the first segment of the path,
 * and within them the public ones.
 * @throws LocalFailure when two functions have routes in the same area
 */
export function createRouter(lambdas: readonly Lambda[]): Router {
  const areas = new Map<string, Destination>();
  const exceptions = new Map<string, Exception[]>();
  for (const { name, trigger } of lambdas) {
    if (trigger.kind !== "http") continue;
    for (const { method, path, public: isPublic } of apiRoutes(trigger.routes)) {
      const destination = { function: name, route: `${method} ${path}`, isPublic };
      if (method !== "ANY") {
        const segment = firstSegment(path);
        const others = exceptions.get(segment) ?? [];
        exceptions.set(segment, [...others, { method, pattern: patternOf(path), destination }]);
      } else if (areas.has(path)) {
        throw new LocalFailure(`Both ${areas.get(path)?.function} and ${name} have routes under ${path}.`);
      } else areas.set(path, destination);
    }
  }

  return (method, path) => {
    const segment = firstSegment(path);
    const exception = exceptions
      .get(segment)
      ?.find((candidate) => candidate.method === method && candidate.pattern.test(path));
    const isDeeper = path.length > segment.length + 1;
    return exception?.destination ?? areas.get(isDeeper ? `/${segment}/{proxy+}` : `/${segment}`);
  };
}

function firstSegment(path: string): string {
  const end = path.indexOf("/", 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/\{\w+\}/)
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^/]+");
  return new RegExp(`^${source}$`);
}
