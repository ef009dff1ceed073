import * as z from "zod";
import { subjectOf } from "./identity.ts";
import { openJournal } from "./journal.ts";
import type { Service, ServiceAnswer } from "./services.ts";

const login = z.strictObject({
  username: z.string(),
  attributes: z.record(z.string(), z.string()),
  enabled: z.boolean(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  changedAt: z.number(),
});
export type Login = z.infer<typeof login>;

/** The local user pool: who may sign in. */
export interface Logins {
  byEmail(email: string): Login | undefined;
  /** Everybody's, the oldest first. */
  all(): readonly Login[];
  readonly service: Service;
  close(): void;
}

const attributes = z.array(z.looseObject({ Name: z.string(), Value: z.string().default("") })).default([]);
const command = z.looseObject({
  UserPoolId: z.string(),
  Username: z.string().min(1).max(128),
  UserAttributes: attributes,
});

const PREFIX = "AWSCognitoIdentityProviderService.";

/** Speaks Cognito's protocol as far as the product provisions logins. */
export function openLogins(file: string | undefined, now: () => Date): Logins {
  const journal = openJournal(file, login);

  function byEmail(email: string): Login | undefined {
    const wanted = email.toLowerCase();
    return [...journal.entries.values()].find((found) => found.attributes.email?.toLowerCase() === wanted);
  }

  /** As in a pool that signs in by e-mail: the name is an id of the pool's own, and the address of the moment finds it too. */
  const find = (name: string) => journal.entries.get(name) ?? byEmail(name);

  function create({ Username: email, UserAttributes }: z.infer<typeof command>): ServiceAnswer {
    if (find(email) !== undefined) return refused("UsernameExistsException", "User account already exists");
    const given = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    const at = now().getTime();
    const sub = subjectOf(given["custom:user_id"] ?? email);
    const made = {
      username: sub,
      attributes: { email, ...given, sub },
      enabled: true,
      createdAt: at,
      changedAt: at,
    };
    journal.put(sub, made);
    return { status: 200, body: { User: view(made, "Attributes") } };
  }

  function change(found: Login, changes: Partial<Login>): ServiceAnswer {
    journal.put(found.username, { ...found, ...changes, changedAt: now().getTime() });
    return { status: 200, body: {} };
  }

  return {
    byEmail,
    all: () => [...journal.entries.values()].sort((one, other) => one.createdAt - other.createdAt),
    close: () => journal.close(),
    service({ target, body }) {
      if (target?.startsWith(PREFIX) !== true) return undefined;
      const input = command.safeParse(body);
      if (!input.success) return refused("InvalidParameterException", z.prettifyError(input.error));
      const operation = target.slice(PREFIX.length);
      if (operation === "AdminCreateUser") return create(input.data);
      const found = find(input.data.Username);
      if (found === undefined) return refused("UserNotFoundException", "User does not exist.");
      switch (operation) {
        case "AdminGetUser":
          return { status: 200, body: view(found, "UserAttributes") };
        case "AdminDisableUser":
          return change(found, { enabled: false });
        case "AdminEnableUser":
          return change(found, { enabled: true });
        case "AdminUpdateUserAttributes": {
          const changed = Object.fromEntries(
            input.data.UserAttributes.map(({ Name, Value }) => [Name, Value]),
          );
          return change(found, { attributes: { ...found.attributes, ...changed } });
        }
        case "AdminUserGlobalSignOut":
          return { status: 200, body: {} };
        case "AdminDeleteUser":
          journal.remove(found.username);
          return { status: 200, body: {} };
        default:
          return undefined;
      }
    },
  };
}

function view(found: Login, attributesName: "Attributes" | "UserAttributes") {
  return {
    Username: found.username,
    Enabled: found.enabled,
    UserStatus: "FORCE_CHANGE_PASSWORD",
    UserCreateDate: found.createdAt / 1_000,
    UserLastModifiedDate: found.changedAt / 1_000,
    [attributesName]: Object.entries(found.attributes).map(([Name, Value]) => ({ Name, Value })),
  };
}

const refused = (type: string, message: string): ServiceAnswer => ({ status: 400, type, body: { message } });
