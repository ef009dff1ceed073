import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";
import { deployment } from "./deployment.ts";

const cognito = new CognitoIdentityProviderClient({});
const PASSWORD = "Correct-Horse-Battery-9";

/** Makes a login in the user pool, signs in with its password, and gives the ID token. */
export async function signIn({ userId, email }: { userId: string; email: string }): Promise<string> {
  const { userPoolId: UserPoolId, clientId: ClientId } = deployment();
  const login = { UserPoolId, Username: email };
  const create = () =>
    cognito.send(
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
  try {
    await create();
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
    // Of an earlier company; whom a login is for never changes.
    await cognito.send(new AdminDeleteUserCommand(login));
    await create();
  }
  await cognito.send(new AdminSetUserPasswordCommand({ ...login, Password: PASSWORD, Permanent: true }));
  const { AuthenticationResult } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD },
    }),
  );
  if (AuthenticationResult?.IdToken === undefined) throw new Error(`${email} could not sign in`);
  return AuthenticationResult.IdToken;
}
