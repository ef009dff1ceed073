import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import type { Invocations } from "./invocations.ts";
import type { Published } from "./seen.ts";
import type { Service } from "./services.ts";

const entry = z.looseObject({
  Source: z.string(),
  DetailType: z.string(),
  Detail: z.string(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
});

const putEvents = z.looseObject({ Entries: z.array(entry).min(1).max(10) });

/**
 * The bus: speaks EventBridge's PutEvents, and hands each event to the functions that declare it.
 * @param saw told of every event
 */
export function busService(
  lambdas: readonly Lambda[],
  invocations: Invocations,
  now: () => Date,
  saw: (event: Published) => void,
): Service {
  const listeners = new Map<string, string[]>();
  for (const { name, trigger } of lambdas) {
    if (trigger.kind !== "bus") continue;
    for (const event of trigger.events)
      listeners.set(event.name, [...(listeners.get(event.name) ?? []), name]);
  }

  function publish(published: z.infer<typeof entry>) {
    const detail = parsed(published.Detail);
    if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    const id = randomUUID();
    const event = {
      version: "0",
      id,
      "detail-type": published.DetailType,
      source: published.Source,
      account: "000000000000",
      time: `${(published.Time === undefined ? now() : new Date(published.Time * 1_000)).toISOString().slice(0, 19)}Z`,
      region: "us-east-1",
      resources: published.Resources,
      detail,
    };
    const to = listeners.get(published.DetailType) ?? [];
    for (const name of to) invocations.submit(`${id}-${name}`, { function: name, payload: event });
    saw({ id, name: published.DetailType, at: event.time, detail, to });
    return { EventId: id };
  }

  return ({ target, body }) => {
    if (target !== "AWSEvents.PutEvents") return undefined;
    const input = putEvents.safeParse(body);
    if (!input.success) {
      return { status: 400, type: "ValidationException", body: { message: z.prettifyError(input.error) } };
    }
    const entries = input.data.Entries.map(publish);
    return {
      status: 200,
      body: { FailedEntryCount: entries.filter((answer) => "ErrorCode" in answer).length, Entries: entries },
    };
  };
}

function parsed(detail: string): object | undefined {
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
