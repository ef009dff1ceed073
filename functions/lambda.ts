import type { EventContract } from "../events/event.ts";
import type { Route } from "../lib/http/route.ts";

/** What a function may touch. Each grant sets the environment variable and the IAM statement together. */
export type Grant =
  | "table:read"
  | "table:write"
  | "bus:publish"
  | "schedules:write"
  | "mail:send"
  | "logins:write";

/** What makes a function run. */
export type Trigger =
  /** HTTP API: `/{area}` and `/{area}/{proxy+}` of every route; the declared routes are matched inside. */
  | { readonly kind: "http"; readonly routes: readonly Route[] }
  /** Table stream, new and old images, in order per partition key; partial batch failures. */
  | {
      readonly kind: "stream";
      /** Types (`entity`) of the items whose changes it is given; all unless told. */
      readonly of?: readonly string[];
      readonly batchSize: number;
      readonly batchWindowSeconds: number;
    }
  /** Events on the bus, one rule for all of them. */
  | { readonly kind: "bus"; readonly events: readonly EventContract[] }
  /** Events of an AWS service on the account's default bus, one rule for all of them. */
  | { readonly kind: "aws"; readonly source: "aws.ses"; readonly events: readonly EventContract[] }
  /** Target of one-time schedules that the product makes itself; invoked with the schedule's payload. */
  | { readonly kind: "schedule" }
  /** A cron schedule in the company's time zone. */
  | {
      readonly kind: "cron";
      readonly expression: string;
      /** Partitions of the index by due time that it works off, and nothing else: while nothing is due there, it does nothing. */
      readonly worksOff?: readonly string[];
    };

/** One Lambda function, declared once: CDK and the local cloud both read this. */
export interface Lambda {
  /** Kebab-case, unique, e.g. `api-customers`; names the function in every account and log group. */
  readonly name: string;
  /** Module that exports `handler`, relative to the repository's root, e.g. `functions/api/customers.lambda.ts`. */
  readonly entry: string;
  readonly trigger: Trigger;
  /** Files laid beside the bundle: paths from the repository's root, or files of packages. */
  readonly assets?: readonly string[];
  readonly grants: readonly Grant[];
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Who suffers, and how, when this function fails: the text of its alarm. */
  readonly errorImpact: string;
}
