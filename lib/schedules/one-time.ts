import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { environment } from "../environment.ts";
import { correlationId } from "../log/invocation.ts";
import { perProcess } from "../process.ts";

/** One instant at which a function is run. */
export interface OneTime {
  /** Made from the record's id, so that setting it twice is setting it once. */
  readonly name: string;
  readonly at: Date;
  /** Short name of the function, e.g. `follow-up-due`. */
  readonly target: string;
  readonly payload: object;
}

/** What is due already runs this much later, in milliseconds: a schedule in the past would never run. */
const SOONEST = 5_000;
/** How long the scheduler keeps trying to hand over the payload, in seconds; then it is a dead letter. */
const MOST_AGE = 6 * 60 * 60;
const ATTEMPTS = 5;

const scheduler = perProcess(
  () => new SchedulerClient({ maxAttempts: 5 }),
  (client) => client.destroy(),
);

/** Makes a schedule, or brings the one of that name in line. */
export async function set(schedule: OneTime, now: Date): Promise<void> {
  const input = requestOf(schedule, now);
  for (let tries = 1; ; tries++) {
    if (await created(input)) return;
    // It may fire, and so delete itself, between the two.
    if (await updated(input)) return;
    if (tries === ATTEMPTS) throw new Error(`the schedule ${schedule.name} comes and goes`);
  }
}

/** Removes a schedule; one that is not there is removed already. */
export async function clear(name: string): Promise<void> {
  try {
    await scheduler().send(
      new DeleteScheduleCommand({ Name: name, GroupName: environment("scheduleGroup") }),
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

async function created(input: CreateScheduleCommandInput): Promise<boolean> {
  try {
    await scheduler().send(new CreateScheduleCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConflictException) return false;
    throw error;
  }
}

async function updated(input: CreateScheduleCommandInput): Promise<boolean> {
  try {
    await scheduler().send(new UpdateScheduleCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

function requestOf({ name, at, target, payload }: OneTime, now: Date): CreateScheduleCommandInput {
  const due = new Date(Math.max(at.getTime(), now.getTime() + SOONEST));
  // Whole seconds, never early.
  const second = new Date(Math.ceil(due.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return {
    Name: name,
    GroupName: environment("scheduleGroup"),
    ScheduleExpression: `at(${second})`,
    ScheduleExpressionTimezone: "UTC",
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: `${environment("scheduleTargetPrefix")}${target}`,
      RoleArn: environment("scheduleRole"),
      Input: JSON.stringify({ ...payload, correlationId: correlationId() }),
      DeadLetterConfig: { Arn: environment("scheduleDeadLetters") },
      RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: MOST_AGE },
    },
  };
}
