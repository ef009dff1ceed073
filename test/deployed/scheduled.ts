import { setTimeout as wait } from "node:timers/promises";
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { deployment } from "./deployment.ts";
import { drained } from "./stage.ts";

const scheduler = new SchedulerClient({});
const LATEST = 45_000;

/** Every one-time schedule of the stage: its name, and the function that it runs. */
export async function oneTimeSchedules(): Promise<{ name: string; target: string }[]> {
  const { scheduleGroup: GroupName, stage } = deployment();
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ GroupName, MaxResults: 100 }));
  return Schedules.map(({ Name = "", Target }) => ({
    name: Name,
    target: Target?.Arn?.split(`:guanxi-${stage}-`).at(-1) ?? "",
  }));
}

/** Removes every one-time schedule of the stage. */
export async function cancelSchedules(): Promise<void> {
  const { scheduleGroup: GroupName } = deployment();
  const all = await oneTimeSchedules();
  for (const { name: Name } of all) await scheduler.send(new DeleteScheduleCommand({ Name, GroupName }));
  if (all.length > 0) await cancelSchedules();
}

/** Lets what is scheduled for later be scheduled for now, as it is; resolves when all that follows has happened. */
export async function bringForward(name: string): Promise<void> {
  const { scheduleGroup: GroupName } = deployment();
  const { Target, FlexibleTimeWindow, ActionAfterCompletion } = await scheduler.send(
    new GetScheduleCommand({ Name: name, GroupName }),
  );
  const ScheduleExpression = soon();
  await scheduler.send(
    new UpdateScheduleCommand({
      ...{ Name: name, GroupName, ScheduleExpression, Target, FlexibleTimeWindow, ActionAfterCompletion },
    }),
  );
  await fired(name);
}

/** Runs a function that comes at its hour as EventBridge Scheduler does, now; resolves when all that follows has happened. */
export async function atItsHour(short: string): Promise<void> {
  const { stage, scheduleGroup: GroupName } = deployment();
  const Name = `${short}-now`;
  await scheduler.send(
    new CreateScheduleCommand({
      Name,
      GroupName,
      ScheduleExpression: soon(),
      ActionAfterCompletion: "DELETE",
      FlexibleTimeWindow: { Mode: "OFF" },
      // What runs again and again is told nothing by us: it gets the scheduler's own event.
      Target: {
        Arn: `arn:aws:lambda:us-east-1:000000000000:function:guanxi-${stage}-${short}`,
        RoleArn: "arn:aws:iam::000000000000:role/unused",
      },
    }),
  );
  await fired(Name);
}

function soon(): string {
  return `at(${new Date(Date.now() + 1_000).toISOString().slice(0, 19)})`;
}

/** A one-time schedule is gone once it has fired. */
async function fired(name: string): Promise<void> {
  const { scheduleGroup: GroupName } = deployment();
  const deadline = Date.now() + LATEST;
  while (Date.now() < deadline) {
    try {
      await scheduler.send(new GetScheduleCommand({ Name: name, GroupName }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      return drained();
    }
    await wait(200);
  }
  throw new Error(`the schedule ${name} does not fire`);
}
