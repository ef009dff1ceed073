import type { Lambda } from "../../functions/lambda.ts";
import { LocalFailure } from "./failure.ts";

export interface Destination {
  readonly function: string;
  /** API Gateway's name of the route, `ANY /customers/{proxy+}`. */
  readonly route: string;
  readonly isPublic: boolean;
}

interface Area {
  readonly function: string;
  readonly name: string;
  readonly publicRoutes: { readonly method: string; readonly route: string; readonly pattern: RegExp }[];
}

/**
 * Finds the function for a request as the deployed API does: by the first segment of its path, and public where a
 * declared route says so.
 * @throws LocalFailure when two functions claim the same first segment
 */
export function router(
  lambdas: readonly Lambda[],
): (method: string, path: string) => Destination | undefined {
  const areas = new Map<string, Area>();
  for (const { name, trigger } of lambdas) {
    if (trigger.kind !== "http") continue;
    for (const { method, path, access } of trigger.routes) {
      const segment = firstSegment(path);
      const area = areas.get(segment) ?? { function: name, name: segment, publicRoutes: [] };
      if (area.function !== name) {
        throw new LocalFailure(`Both ${area.function} and ${name} have routes under /${segment}.`);
      }
      areas.set(segment, area);
      if (access === "public") {
        area.publicRoutes.push({ method, route: `${method} ${path}`, pattern: patternOf(path) });
      }
    }
  }

  return (method, path) => {
    const area = areas.get(firstSegment(path));
    if (area === undefined) return undefined;
    for (const open of area.publicRoutes) {
      if (open.method === method && open.pattern.test(path)) {
        return { function: area.function, route: open.route, isPublic: true };
      }
    }
    const deeper = path.length > area.name.length + 1 ? "/{proxy+}" : "";
    return { function: area.function, route: `ANY /${area.name}${deeper}`, isPublic: false };
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
