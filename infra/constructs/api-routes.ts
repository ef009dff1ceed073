import type { Route } from "../../lib/http/route.ts";

/** A route of the API: everything below a first segment, or one public route. */
export interface ApiRoute {
  readonly method: string;
  readonly path: string;
  readonly public: boolean;
}

/**
 * The few API routes that carry an area's declared ones: `/{segment}` and `/{segment}/{proxy+}` for each first
 * segment, behind the authorizer unless all of it is public; a public route among others stands on its own.
 */
export function apiRoutes(routes: readonly Route[]): ApiRoute[] {
  const bySegment = Map.groupBy(routes, ({ path }) => path.split("/")[1] ?? "");
  return [...bySegment].flatMap(([segment, declared]) => {
    const open = declared.every(({ access }) => access === "public");
    const area = [`/${segment}`, `/${segment}/{proxy+}`].map((path) => ({
      method: "ANY",
      path,
      public: open,
    }));
    if (open) return area;
    const exceptions = declared
      .filter(({ access }) => access === "public")
      .map(({ method, path }) => ({ method, path, public: true }));
    return [...area, ...exceptions];
  });
}
