/** Why a role may name an action that its function was not seen to call. */
interface Excuse {
  readonly because: string;
  /** @param counts what the function did call, and how often */
  excuses(name: string, action: string, counts: ReadonlyMap<string, number>): boolean;
}

const anyOf = (counts: ReadonlyMap<string, number>, ...actions: string[]) =>
  actions.some((action) => counts.has(`dynamodb:${action}`));

const TRANSACTION = ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "BatchWriteItem"];
const READS = ["GetItem", "BatchGetItem", "Query"];

function isOneOf(action: string, actions: readonly string[]): boolean {
  return actions.some((one) => action === `dynamodb:${one}`);
}

/** Everything else that is granted and not called makes `npm run test:deployed` fail. */
export const NEVER_CALLED: readonly Excuse[] = [
  {
    because: "Lambda itself uses the role for it: to log and trace, to read streams, to park what failed",
    excuses: (_, action) =>
      /^(logs|xray|sqs):/.test(action) ||
      /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/.test(action),
  },
  {
    because: "IAM asks for it whenever a schedule is made; the emulator does not",
    excuses: (_, action, counts) => action === "iam:PassRole" && counts.has("scheduler:CreateSchedule"),
  },
  {
    because: "table:write is one grant: what kinds of writes a change is made of is the rules' business",
    excuses: (_, action, counts) => isOneOf(action, TRANSACTION) && anyOf(counts, ...TRANSACTION),
  },
  {
    because: "table:read is one grant: a record is read alone, together with others or in a list",
    excuses: (_, action, counts) => isOneOf(action, READS) && anyOf(counts, ...READS),
  },
  {
    because:
      "api-orders, api-reports and api-care-mails read, and write the secret of all cursors when nobody has written it before",
    excuses: (name, action) => /^api-(orders|reports|care-mails)$/.test(name) && isOneOf(action, TRANSACTION),
  },
  {
    because: "sweep-mails sends and gives up mails that wait, and the emulated SES never lets one wait",
    excuses: (name, action) =>
      name === "sweep-mails" && (action === "ses:SendRawEmail" || isOneOf(action, TRANSACTION)),
  },
  {
    because: "sweep-campaigns goes on with campaigns whose schedule was lost, and none is lost here",
    excuses: (name, action) => name === "sweep-campaigns" && isOneOf(action, TRANSACTION),
  },
  {
    because: "a campaign's schedule is moved when it is changed between two rounds, which are a minute apart",
    excuses: (name, action) => name === "follow-campaign" && action === "scheduler:UpdateSchedule",
  },
  {
    because: "the emulated SES never tells what became of a mail",
    excuses: (name) => name === "mail-feedback",
  },
];
