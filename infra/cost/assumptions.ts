/** What nobody measures here, with the reason for each; a company that knows better changes it. */
export const ASSUMPTIONS = {
  /**
   * How many times as long a run takes in Lambda as here. At 512 MB a function has 0.29 of a processor (a whole one at
   * 1,769 MB), which makes its computing three and a half times as long; waiting for DynamoDB about doubles. What was
   * measured is a run alone on a processor, the database beside it.
   */
  lambdaFactor: 3,
  /** Runs that begin a new process, which is billed too, and how long that takes there at 512 MB, in milliseconds. */
  coldStarts: { share: 0.03, milliseconds: 500 },
  hoursInMonth: 730,
  /** In which somebody works. */
  workingHours: 176,
  /** What a run makes Lambda itself log: a start and a report with its trace, in JSON, bytes. */
  platformLog: 700,
  /** A line of the API's access log, with what CloudWatch adds to every event, bytes. */
  accessLog: 370,
  /** What CloudWatch adds to every line, bytes. */
  logLine: 26,
  /** What logs take after they are compressed, and for how many months production keeps them. */
  logsKept: { share: 0.15, months: 6 },
  /** For how many months events stay in production's archive. */
  archiveMonths: 12,
  /** How much work is in the table: that of a year. */
  monthsOfData: 12,
  /** X-Ray's default rule: one run a second and function is traced, and this share of what comes beyond. */
  traces: { aSecond: 1, share: 0.05 },
  /** What API Gateway tells of each route: 4xx, 5xx, Count, DataProcessed, IntegrationLatency, Latency. */
  metricsOfRoute: 6,
  /** DynamoDB asks for the table's key once in so many minutes for each function's role. */
  keyMinutes: 5,
} as const;

export type Assumptions = typeof ASSUMPTIONS;
