import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";
import { deployment } from "./deployment.ts";

const cognito = new CognitoIdentityProviderClient({});
const PASSWORD = "Correct-Horse-Battery-9";

interface Person {
  readonly userId: string;
  readonly email: string;
}

/** Signs in with the password of a login in the user pool, and gives the ID token. */
export async function signIn(person: Person): Promise<string> {
  await provision(person);
  const { userPoolId: UserPoolId, clientId: ClientId } = deployment();
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: person.email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: person.email, PASSWORD },
    }),
  );
  if (AuthenticationResult?.IdToken === undefined) throw new Error(`${person.email} could not sign in`);
  return AuthenticationResult.IdToken;
}

/** Makes the login, unless the product itself was faster. */
async function provision({ userId, email }: Person): Promise<void> {
  const login = { UserPoolId: deployment().userPoolId, Username: email };
  try {
    await cognito.send(
      new AdminCreateUserCommand({
        ...login,
        MessageAction: "SUPPRESS",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
          { Name: "custom:user_id", Value: userId },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
    const { UserAttributes = [] } = await cognito.send(new AdminGetUserCommand(login));
    if (UserAttributes.some(({ Name, Value }) => Name === "custom:user_id" && Value === userId)) return;
    // Of an earlier company; whom a login is for never changes.
    await cognito.send(new AdminDeleteUserCommand(login));
    await provision({ userId, email });
  }
}
