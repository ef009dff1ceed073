import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { USER_CLAIM } from "../access/caller.ts";
import { environment } from "../environment.ts";
import { perProcess } from "../process.ts";
import { documents, tableName } from "../table/client.ts";
import { get } from "../table/read.ts";
import { type User, users } from "./user.ts";

const cognito = perProcess(
  () => new CognitoIdentityProviderClient({ maxAttempts: 5 }),
  (client) => client.destroy(),
);

function pool() {
  return { client: cognito(), UserPoolId: environment("userPool") };
}

/**
 * Brings a person's login in line with the person: made and invited by mail, moved to another address, shut when they
 * left, opened when they are back. Whatever order events come in, the last state read is the one that holds.
 */
export async function provisionLogin(userId: string): Promise<void> {
  let user = await get(users, userId);
  for (;;) {
    await align(user);
    const now = await get(users, userId);
    if (now.version === user.version) return;
    user = now;
  }
}

async function align(user: User): Promise<void> {
  const { client, UserPoolId } = pool();
  const login = await standing(user.id);
  if (login === undefined && user.status === "left") return;
  const { Username, address, enabled } = login ?? (await create(user));
  if (address !== user.email) {
    const UserAttributes = [
      { Name: "email", Value: user.email },
      { Name: "email_verified", Value: "true" },
    ];
    await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
  }
  if (user.status === "active" && !enabled)
    await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
  if (user.status === "left" && enabled) {
    await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    await client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
  }
}

interface Login {
  readonly Username: string;
  readonly userId: string | undefined;
  readonly address: string | undefined;
  readonly enabled: boolean;
}

/** The login that was made for a person; `undefined` when there is none, or none any more. */
async function standing(userId: string): Promise<Login | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: loginKey(userId), ConsistentRead: true }),
  );
  return typeof Item?.name === "string" ? find(Item.name) : undefined;
}

async function find(name: string): Promise<Login | undefined> {
  const { client, UserPoolId } = pool();
  try {
    const login = await client.send(new AdminGetUserCommand({ UserPoolId, Username: name }));
    const value = (attribute: string) => login.UserAttributes?.find(({ Name }) => Name === attribute)?.Value;
    return {
      Username: login.Username ?? name,
      userId: value(USER_CLAIM),
      address: value("email"),
      enabled: login.Enabled !== false,
    };
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

/**
 * Makes the login, or finds the one an earlier try has made, and remembers its name: the address may change.
 * @throws Error when the address signs somebody else in, who has to be moved to their new one first
 */
async function create(user: User): Promise<Login> {
  const { client, UserPoolId } = pool();
  const UserAttributes = [
    { Name: "email", Value: user.email },
    { Name: "email_verified", Value: "true" },
    { Name: USER_CLAIM, Value: user.id },
  ];
  await client
    .send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: user.email,
        DesiredDeliveryMediums: ["EMAIL"],
        UserAttributes,
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof UsernameExistsException)) throw error;
    });
  const login = await find(user.email);
  if (login?.userId !== user.id)
    throw new Error(`the address of ${user.id} signs in ${login?.userId ?? "nobody known"}`);
  const item = { ...loginKey(user.id), entity: "login", name: login.Username };
  await documents().send(new PutCommand({ TableName: tableName(), Item: item }));
  return login;
}

function loginKey(userId: string) {
  return { pk: userId, sk: "login" };
}
