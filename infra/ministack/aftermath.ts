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

/** The last lines of the functions' logs that tell of failures. */
export function complaints(logs: string): string {
  const lines = logs
    .split("\n")
    .filter((line) => /Error\b|Exception\b|"level":"ERROR"|not authorized/.test(line));
  return lines.slice(-40).join("\n");
}
