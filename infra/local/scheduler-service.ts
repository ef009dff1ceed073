import * as z from "zod";
import { environment } from "../../lib/environment.ts";
import type { Schedule, Scheduler } from "./scheduler.ts";
import type { Service, ServiceAnswer, ServiceCall } from "./services.ts";
import { instantOf, isZone } from "./timetable.ts";

const request = z.looseObject({
  GroupName: z.string().default("default"),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z
    .string()
    .refine(isZone, { error: "Provided timezone is not valid." })
    .default("UTC"),
  FlexibleTimeWindow: z.looseObject({ Mode: z.enum(["OFF", "FLEXIBLE"]) }),
  Target: z.looseObject({ Arn: z.string(), RoleArn: z.string(), Input: z.string().optional() }),
  ActionAfterCompletion: z.enum(["NONE", "DELETE"]).default("NONE"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  ClientToken: z.string().optional(),
});

const NAME = /^[0-9a-zA-Z_.-]{1,64}$/;

/** EventBridge Scheduler's own protocol, for one-time schedules whose target is a function. */
export function schedulerService(scheduler: Scheduler, functionNames: ReadonlySet<string>): Service {
  return (call) => {
    const [collection, name, ...rest] = call.path;
    if (collection !== "schedules" || name === undefined || rest.length > 0) return undefined;
    if (!NAME.test(name)) return invalid(`${JSON.stringify(name)} is not a schedule's name`);
    switch (call.method) {
      case "GET":
        return read(scheduler, name, call);
      case "DELETE":
        return remove(scheduler, name, call);
      case "POST":
      case "PUT":
        return write(scheduler, functionNames, name, call);
      default:
        return undefined;
    }
  };
}

function write(
  scheduler: Scheduler,
  functionNames: ReadonlySet<string>,
  name: string,
  { method, body }: ServiceCall,
): ServiceAnswer {
  const input = request.safeParse(body);
  if (!input.success) return invalid(z.prettifyError(input.error));
  const wanted = input.data;
  const due = instantOf(wanted.ScheduleExpression, wanted.ScheduleExpressionTimezone);
  if (due === undefined) {
    return invalid(
      `Invalid Schedule Expression ${wanted.ScheduleExpression}: the local scheduler knows at(...) alone.`,
    );
  }
  const prefix = environment("scheduleTargetPrefix");
  const target = wanted.Target.Arn.slice(prefix.length);
  if (!wanted.Target.Arn.startsWith(prefix) || !functionNames.has(target)) {
    return invalid(`The target ${wanted.Target.Arn} is none of the functions.`);
  }
  if (!isJson(wanted.Target.Input ?? "{}")) return invalid("Target.Input is not JSON");

  const key = `${wanted.GroupName}/${name}`;
  const found = scheduler.schedules.get(key);
  if (method === "PUT" && found === undefined) return missing(name);
  if (method === "POST" && found !== undefined) {
    const repeated = found.clientToken !== undefined && found.clientToken === wanted.ClientToken;
    if (repeated) return { status: 200, body: { ScheduleArn: found.arn } };
    return { status: 409, type: "ConflictException", body: { Message: `Schedule ${name} already exists.` } };
  }
  const arn = `arn:aws:scheduler:us-east-1:000000000000:schedule/${key}`;
  scheduler.put(key, {
    due: due.getTime(),
    request: wanted,
    function: target,
    input: wanted.Target.Input ?? "{}",
    enabled: wanted.State === "ENABLED",
    deleteAfter: wanted.ActionAfterCompletion === "DELETE",
    completed: false,
    arn,
    ...(wanted.ClientToken === undefined ? {} : { clientToken: wanted.ClientToken }),
  });
  return { status: 200, body: { ScheduleArn: arn } };
}

function find(scheduler: Scheduler, name: string, { query }: ServiceCall): [string, Schedule | undefined] {
  const key = `${query.get("groupName") ?? "default"}/${name}`;
  return [key, scheduler.schedules.get(key)];
}

function read(scheduler: Scheduler, name: string, call: ServiceCall): ServiceAnswer {
  const [, found] = find(scheduler, name, call);
  if (found === undefined) return missing(name);
  const { ClientToken: _, ...request } = found.request;
  return { status: 200, body: { ...request, Name: name, Arn: found.arn } };
}

function remove(scheduler: Scheduler, name: string, call: ServiceCall): ServiceAnswer {
  const [key, found] = find(scheduler, name, call);
  if (found === undefined) return missing(name);
  scheduler.remove(key);
  return { status: 200, body: {} };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const invalid = (Message: string): ServiceAnswer => ({
  status: 400,
  type: "ValidationException",
  body: { Message },
});
const missing = (name: string): ServiceAnswer => ({
  status: 404,
  type: "ResourceNotFoundException",
  body: { Message: `Schedule ${name} does not exist.` },
});
