/** The names of dimensions that tell one series of a metric; sorted. */
type Dimensions = readonly string[];

const told = (names: string, ...dimensions: readonly Dimensions[]): Record<string, readonly Dimensions[]> =>
  Object.fromEntries(names.split(" ").map((name) => [name, dimensions]));

/** What AWS documents of its services' metrics, as far as it fits our resources: names, and by what they are told. */
export const AWS_METRICS: Record<string, Record<string, readonly Dimensions[]>> = {
  "AWS/Lambda": told(
    "Invocations Errors Throttles Duration ConcurrentExecutions IteratorAge DeadLetterErrors " +
      "DestinationDeliveryFailures AsyncEventsReceived AsyncEventAge AsyncEventsDropped",
    ["FunctionName"],
  ),
  "AWS/ApiGateway": told("Count 4xx 5xx Latency IntegrationLatency DataProcessed", ["ApiId"]),
  "AWS/SQS": told(
    "ApproximateNumberOfMessagesVisible ApproximateNumberOfMessagesNotVisible " +
      "ApproximateAgeOfOldestMessage NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted",
    ["QueueName"],
  ),
  // Without the bus' name they are of the account's default bus.
  "AWS/Events": told(
    "Invocations FailedInvocations InvocationAttempts SuccessfulInvocationAttempts RetryInvocationAttempts " +
      "InvocationsSentToDlq InvocationsFailedToBeSentToDlq MatchedEvents TriggeredRules ThrottledRules",
    ["RuleName"],
    ["EventBusName", "RuleName"],
  ),
  "AWS/Scheduler": told(
    "InvocationAttemptCount TargetErrorCount TargetErrorThrottledCount InvocationThrottleCount " +
      "InvocationDroppedCount InvocationsSentToDeadLetterCount InvocationsFailedToBeSentToDeadLetterCount",
    ["ScheduleGroup"],
  ),
  "AWS/DynamoDB": {
    ...told(
      "ReadThrottleEvents WriteThrottleEvents ConsumedReadCapacityUnits ConsumedWriteCapacityUnits",
      ["TableName"],
      ["GlobalSecondaryIndexName", "TableName"],
    ),
    ...told("SuccessfulRequestLatency ThrottledRequests SystemErrors", ["Operation", "TableName"]),
    ...told("TransactionConflict ConditionalCheckFailedRequests", ["TableName"]),
  },
  "AWS/SES": told("Reputation.BounceRate Reputation.ComplaintRate", [], ["ses:configuration-set"]),
};
