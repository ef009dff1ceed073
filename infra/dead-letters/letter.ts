import * as z from "zod";

/** A message of a dead-letter queue, as its four writers leave it. */
export interface Message {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What was given up, and how to do it after all. */
export interface Letter {
  /** Full name of the function that could not do it. */
  readonly function: string;
  readonly reason: string;
  readonly again:
    | { readonly kind: "event"; readonly payload: unknown }
    /** The stream names only where the changes stand; it keeps them for a day. */
    | { readonly kind: "changes"; readonly changes: Changes };
}

/** A piece of a stream. */
export interface Changes {
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
}

const context = z.looseObject({ functionArn: z.string(), condition: z.string() });

/** Lambda, of a run that nobody waited for: with what the function was given and what it said. */
const byLambda = z.looseObject({
  requestContext: context,
  requestPayload: z.unknown(),
  responsePayload: z
    .looseObject({ errorType: z.string().optional(), errorMessage: z.string().optional() })
    .nullish(),
});

/** Lambda, of changes of the table. */
const byStream = z.looseObject({
  requestContext: context,
  DDBStreamBatchInfo: z.looseObject({
    streamArn: z.string(),
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
});

/** The bus or the scheduler, of what they could not even hand over; the message is the event itself. */
const byAttributes = z.looseObject({ TARGET_ARN: z.string(), ERROR_CODE: z.string().default("") });

/** Reads a dead letter; `undefined` when nobody of the product's surroundings wrote it. */
export function readLetter({ body, attributes }: Message): Letter | undefined {
  const content = parsed(body);
  const ofStream = byStream.safeParse(content);
  if (ofStream.success) {
    const { requestContext, DDBStreamBatchInfo: piece } = ofStream.data;
    return {
      function: nameIn(requestContext.functionArn),
      reason: requestContext.condition,
      again: {
        kind: "changes",
        changes: {
          streamArn: piece.streamArn,
          shardId: piece.shardId,
          first: piece.startSequenceNumber,
          last: piece.endSequenceNumber,
        },
      },
    };
  }
  const ofRun = byLambda.safeParse(content);
  if (ofRun.success) {
    const { requestContext, requestPayload, responsePayload } = ofRun.data;
    // Not its message, which may quote what the function was given.
    const reason = responsePayload?.errorType ?? requestContext.condition;
    return {
      function: nameIn(requestContext.functionArn),
      reason,
      again: { kind: "event", payload: requestPayload },
    };
  }
  const handed = byAttributes.safeParse(attributes);
  if (!handed.success || content === undefined) return undefined;
  const { TARGET_ARN, ERROR_CODE } = handed.data;
  return { function: nameIn(TARGET_ARN), reason: ERROR_CODE, again: { kind: "event", payload: content } };
}

/** The function's name in its ARN, which may end in a version. */
function nameIn(arn: string): string {
  return arn.split(":")[6] ?? arn;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
