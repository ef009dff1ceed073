import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DeleteScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { deployment, emulated } from "./deployment.ts";
import { drained, emptied, renewed } from "./stage.ts";

const scheduler = new SchedulerClient({});
const cognito = new CognitoIdentityProviderClient({});

/** Empties the stage of what an earlier test file left, and lets no function remember it. */
export async function emptyCompany(): Promise<void> {
  emulated();
  // What is still under way may make a schedule.
  await drained();
  await cancelSchedules();
  await drained();
  await emptied();
  await deleteLogins();
  await renewed();
}

async function deleteLogins(): Promise<void> {
  const { userPoolId: UserPoolId } = deployment();
  const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, Limit: 60 }));
  for (const { Username } of Users) await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  if (Users.length > 0) await deleteLogins();
}

async function cancelSchedules(): Promise<void> {
  const { Schedules = [] } = await scheduler.send(
    new ListSchedulesCommand({ GroupName: deployment().scheduleGroup, MaxResults: 100 }),
  );
  for (const { Name, GroupName } of Schedules) {
    await scheduler.send(new DeleteScheduleCommand({ Name, GroupName }));
  }
  if (Schedules.length > 0) await cancelSchedules();
}
