/** The names of the environment variables that grants set and functions read; declared once for CDK, the local cloud and the code. */
export const VARIABLES = {
  table: "TABLE_NAME",
  bus: "BUS_NAME",
  scheduleGroup: "SCHEDULE_GROUP",
  scheduleRole: "SCHEDULE_ROLE_ARN",
  /** ARN up to the function's short name: target of `follow-up-due` is `${prefix}follow-up-due`. */
  scheduleTargetPrefix: "SCHEDULE_TARGET_ARN_PREFIX",
  scheduleDeadLetters: "SCHEDULE_DEAD_LETTER_ARN",
  mailFrom: "MAIL_FROM",
  userPool: "USER_POOL_ID",
  /** Where callers and customers reach the product, without a trailing slash. */
  publicUrl: "PUBLIC_URL",
} as const;

/**
 * Reads an environment variable.
 * @throws Error naming the variable when a grant is missing from the function's declaration
 */
export function environment(name: keyof typeof VARIABLES): string {
  const value = process.env[VARIABLES[name]];
  if (value === undefined || value === "") {
    throw new Error(`${VARIABLES[name]} is not set: the function's declaration lacks the grant that sets it`);
  }
  return value;
}
