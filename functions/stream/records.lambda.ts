import type { DynamoDBStreamEvent } from "aws-lambda";
import { announce } from "../../lib/bus/announce.ts";
import { measureCare } from "../../lib/care/measure-care.ts";
import { invoked } from "../../lib/log/invoked.ts";
import { measureMails } from "../../lib/mail/measure-mails.ts";
import { nouns } from "../../lib/nouns.ts";
import { keep } from "../../lib/projections/keep.ts";
import { follow, noting } from "../../lib/table/stream.ts";

/**
 * Announced after the rest: an event is published again when its record is, everything else is not noticed. What is
 * delivered again is not counted before it is done.
 */
export const handler = invoked(
  ({ Records }: DynamoDBStreamEvent) =>
    follow(
      Records,
      (changes) => keep(changes, nouns),
      (changes) => announce(changes, nouns),
      noting((changes) => {
        measureMails(changes);
        measureCare(changes);
      }),
    ),
  () => undefined,
);
