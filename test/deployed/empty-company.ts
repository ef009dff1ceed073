import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { deployment, emulated } from "./deployment.ts";
import { cancelSchedules } from "./scheduled.ts";
import { drained, emptied, renewed } from "./stage.ts";

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
