import { expect, test } from "vitest";
import { readLetter } from "../../infra/dead-letters/letter.ts";

const arn = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:guanxi-dev-${name}`;

// As Lambda, EventBridge and its scheduler write them, by their documentation.
const run = {
  version: "1.0",
  timestamp: "2026-11-22T02:00:00.000Z",
  requestContext: {
    requestId: "7c5b7f0e-6f0f-4c6e-9a57-0e5f1c3a9d11",
    functionArn: `${arn("send-mail")}:$LATEST`,
    condition: "RetriesExhausted",
    approximateInvokeCount: 3,
  },
  requestPayload: { "detail-type": "mail.queued", detail: { mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X" } },
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  responsePayload: { errorType: "MessageRejected", errorMessage: "wang@example.cn is not verified" },
};
const changes = {
  requestContext: {
    requestId: "316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",
    functionArn: arn("stream-ledgers"),
    condition: "RetryAttemptsExhausted",
    approximateInvokeCount: 11,
  },
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  version: "1.0",
  timestamp: "2026-11-22T02:00:00.000Z",
  DDBStreamBatchInfo: {
    shardId: "shardId-00000001573689847184-864758bb",
    startSequenceNumber: "800000000003126276362",
    endSequenceNumber: "800000000003126276400",
    approximateArrivalOfFirstRecord: "2026-11-22T01:59:00Z",
    approximateArrivalOfLastRecord: "2026-11-22T01:59:00Z",
    batchSize: 1,
    streamArn:
      "arn:aws:dynamodb:eu-central-1:123456789012:table/guanxi-dev-table/stream/2026-11-01T00:00:00.000",
  },
};

test("a run that was given up is given what it was given; its reason quotes nobody", () => {
  expect(readLetter({ body: JSON.stringify(run), attributes: {} })).toEqual({
    function: "guanxi-dev-send-mail",
    reason: "MessageRejected",
    again: { kind: "event", payload: run.requestPayload },
  });
});

test("changes that were given up are named by where they stand in the stream", () => {
  expect(readLetter({ body: JSON.stringify(changes), attributes: {} })).toEqual({
    function: "guanxi-dev-stream-ledgers",
    reason: "RetryAttemptsExhausted",
    again: {
      kind: "changes",
      changes: {
        streamArn: changes.DDBStreamBatchInfo.streamArn,
        shardId: changes.DDBStreamBatchInfo.shardId,
        first: "800000000003126276362",
        last: "800000000003126276400",
      },
    },
  });
});

test("what the bus or the scheduler could not hand over is the event itself", () => {
  const body = JSON.stringify({ followUpId: "fup_1", correlationId: "01JCXW3V7Q8F2M4N6P8R0T2V4X" });
  const attributes = {
    TARGET_ARN: arn("follow-up-due"),
    ERROR_CODE: "AWS.Scheduler.InternalServerError",
    RETRY_ATTEMPTS: "20",
  };
  expect(readLetter({ body, attributes })).toEqual({
    function: "guanxi-dev-follow-up-due",
    reason: "AWS.Scheduler.InternalServerError",
    again: { kind: "event", payload: JSON.parse(body) },
  });
});

test.each([
  ["", {}],
  ["no json", { TARGET_ARN: arn("care") }],
  ["{}", {}],
])("a message that nobody of ours wrote is read as none: %s", (body, attributes) => {
  expect(readLetter({ body, attributes })).toBeUndefined();
});
