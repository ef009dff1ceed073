import { routes } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import { parametersOf } from "./routes.ts";
import type { World } from "./world.ts";

/** Requests that are made up for a route, beside those that its schema's limits suggest. */
const EXAMPLES = 10;

/** Every check on; every route is tried on records that are there, as an administrator. */
export function configuration({ admin, others }: World): string {
  const records = Object.entries(others.foreign).filter(([type]) => !type.includes(" "));
  const dictionary = (type: string) =>
    `[dictionaries.${JSON.stringify(type)}]\nvalues = ${JSON.stringify(idsOf(type))}\n`;
  const idsOf = (type: string) => Object.values(others).flatMap((of) => of[type] ?? []);
  const operation = (route: Route) => {
    const bound = parametersOf(route)
      .filter(({ type }) => type !== undefined && idsOf(type).length > 0)
      .map(({ name, type }) => `"path.${name}" = { dictionary = "${type}", probability = 0.7 }`);
    const settings = [
      ...(bound.length > 0 ? [`parameters = { ${bound.join(", ")} }`] : []),
      // Only its GET is open: the gateway asks for a token before it looks at any other method.
      ...(route.id === "me.calendar.read" ? ["checks.unsupported_method.enabled = false"] : []),
    ];
    if (settings.length === 0) return "";
    return ["[[operations]]", `include-operation-id = "${route.id}"`, ...settings, ""].join("\n");
  };
  return [
    'hooks = "schemathesis_rules"',
    "continue-on-failure = true",
    `auth.openapi.token.bearer = ${JSON.stringify(admin.token)}`,
    "request-timeout = 30",
    `generation.max-examples = ${EXAMPLES}`,
    "generation.deterministic = true",
    'generation.database = "none"',
    "[checks]",
    "enabled = true",
    // What the schema lets through may break a rule, or meet what is there already; `documented_shape` sees to the rest.
    'positive_data_acceptance.expected-statuses = ["2xx", 400, 403, 404, 409, 412, 422]',
    "negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422]",
    "missing_required_header.expected-statuses = [400, 401]",
    ...records.map(([type]) => dictionary(type)),
    ...routes.map(operation),
  ].join("\n");
}
