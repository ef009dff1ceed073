/** What AWS bills by, the service on whose line it stands, and what makes it less. */
export const METERS = {
  "dynamodb-writes": {
    service: "DynamoDB",
    what: "write request units",
    lower:
      "index fewer attributes, or project less into indexes: each index that an item is in writes all of it once more",
  },
  "dynamodb-reads": {
    service: "DynamoDB",
    what: "read request units",
    lower: "read smaller pages, or read from indexes, where a read costs half of a consistent one",
  },
  "dynamodb-storage": {
    service: "DynamoDB",
    what: "GB of items and index entries",
    lower: "let histories and timelines expire, or project less into indexes",
  },
  "dynamodb-backup": {
    service: "DynamoDB",
    what: "GB under point-in-time recovery",
    lower: "it follows what is stored; a company that can lose a day may do without",
  },
  "lambda-requests": {
    service: "Lambda",
    what: "runs of functions",
    lower: "let the stream's readers wait some seconds for more records, at the price of later consequences",
  },
  "lambda-compute": {
    service: "Lambda",
    what: "GB-seconds on Arm",
    lower: "less memory where a function mostly waits, more where it computes: measure both in the account",
  },
  "api-requests": {
    service: "API Gateway",
    what: "HTTP API requests",
    lower: "front ends that ask once for an overview instead of for its parts, and keep what has an ETag",
  },
  "bus-events": {
    service: "EventBridge",
    what: "events on the bus",
    lower: "announce only what somebody listens to",
  },
  "bus-archive": {
    service: "EventBridge",
    what: "GB put into the archive",
    lower: "archive fewer kinds of events",
  },
  "bus-archive-storage": {
    service: "EventBridge",
    what: "GB kept in the archive",
    lower: "keep the archive for less than a year",
  },
  schedules: {
    service: "EventBridge Scheduler",
    what: "schedules fired",
    lower: "sweep less often; one-time schedules cost a millionth of a dollar each",
  },
  mails: {
    service: "SES",
    what: "mails sent",
    lower: "narrower audiences of campaigns, and digests instead of single reminders",
  },
  "cloudwatch-metrics": {
    service: "CloudWatch",
    what: "custom metrics, for a whole month each",
    lower: "fewer dimensions: each function or tier that tells a metric is billed as a metric of its own",
  },
  "cloudwatch-route-metrics": {
    service: "CloudWatch",
    what: "detailed metrics of the API's routes, for a whole month each",
    lower: "switch detailed metrics of the API's stage off: six metrics a route are billed as custom ones",
  },
  "cloudwatch-alarms": {
    service: "CloudWatch",
    what: "alarms",
    lower: "one alarm on a sum instead of one a function",
  },
  "cloudwatch-composites": {
    service: "CloudWatch",
    what: "composite alarms",
    lower: "one for each thing that somebody would be called for, no more",
  },
  "cloudwatch-dashboards": {
    service: "CloudWatch",
    what: "dashboards",
    lower: "fewer dashboards with more on each",
  },
  "cloudwatch-logs": {
    service: "CloudWatch",
    what: "GB of logs taken in",
    lower:
      "log platform events at WARN, which leaves out two of the lines that Lambda writes of every run; keep DEBUG to a sample",
  },
  "cloudwatch-log-storage": {
    service: "CloudWatch",
    what: "GB of logs kept",
    lower: "keep logs for less than six months",
  },
  traces: {
    service: "X-Ray",
    what: "traces recorded",
    lower: "a sampling rule with a smaller reservoir and share",
  },
  logins: {
    service: "Cognito",
    what: "people who sign in, a month",
    lower:
      "the Lite plan for the user pool, at a third of the price of Essentials: passwords and one-time codes are all that is used",
  },
  "key-requests": {
    service: "KMS",
    what: "requests for the table's key",
    lower: "encrypt the table by a key that AWS owns: that one is free",
  },
  "transfer-out": {
    service: "Data transfer",
    what: "GB to the internet",
    lower: "smaller pages of lists",
  },
} as const;

export type Meter = keyof typeof METERS;

const names: readonly string[] = Object.keys(METERS);

export function isMeter(name: string): name is Meter {
  return names.includes(name);
}

/** Every meter, in the order of the bill. */
export const ALL_METERS: readonly Meter[] = names.filter(isMeter);

/** How much of everything a month takes. */
export type Usage = Readonly<Record<Meter, number>>;

/** A usage from what is not nothing. */
export function usageOf(amounts: Partial<Record<Meter, number>>): Usage {
  const none = Object.fromEntries(ALL_METERS.map((meter) => [meter, 0])) as Record<Meter, number>;
  return { ...none, ...amounts };
}

/** Usages together, each so many times. */
export function sumOf(parts: readonly (readonly [usage: Usage, times: number])[]): Usage {
  return usageOf(
    Object.fromEntries(
      ALL_METERS.map((meter) => [
        meter,
        parts.reduce((sum, [usage, times]) => sum + usage[meter] * times, 0),
      ]),
    ),
  );
}
