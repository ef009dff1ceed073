import * as z from "zod";

/** By account, region and queue. */
const messageList = z.object({
  messages: z.record(
    z.string(),
    z.record(z.string(), z.record(z.string(), z.array(z.object({ Body: z.string() })))),
  ),
});

/** What functions gave up: the queue and the begin of each message. */
export async function deadLetters(emulator: string): Promise<string[]> {
  const answer = await fetch(`${emulator}/_ministack/sqs/messages`);
  const { messages } = messageList.parse(await answer.json());
  return Object.values(messages)
    .flatMap((regions) => Object.values(regions))
    .flatMap((queues) => Object.entries(queues))
    .flatMap(([queue, letters]) => letters.map(({ Body }) => `${queue}: ${Body.slice(0, 500)}`));
}

/** The lines of the emulator's log that tell why functions failed. */
export function complaints(log: string): string {
  const lines = log.split("\n").filter((line) => /ERROR|WARNING|Traceback/.test(line));
  return lines.slice(-60).join("\n");
}
