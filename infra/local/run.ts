import { type LocalCloud, startLocalCloud } from "./cloud.ts";
import { LocalFailure } from "./failure.ts";
import { portsFrom } from "./ports.ts";

/** `npm start`: runs the local cloud until somebody ends it. */
export async function runLocalCloud(dataDir: string): Promise<void> {
  const began = performance.now();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  process.once("SIGINT", () => end(0));
  process.once("SIGTERM", () => end(0));
  process.once("SIGHUP", () => end(0));
  process.once("disconnect", () => end(0));

  let cloud: LocalCloud | undefined;
  try {
    const starting = startLocalCloud({ dataDir, ports: portsFrom(process.env) });
    cloud = await starting;
    void cloud.died.then((failure) => {
      say(failure.message);
      end(1);
    });
    say(welcome(cloud, performance.now() - began));
    process.exitCode = await ended;
  } catch (error) {
    say(error instanceof LocalFailure ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
  await cloud?.stop();
  // The channel to the parent, and whatever a library left open.
  process.exit();
}

function welcome({ url, mailboxUrl }: LocalCloud, milliseconds: number): string {
  return `
  API        ${url}
  Docs       ${url}/docs
  Mailbox    ${mailboxUrl}

  Ready in ${(milliseconds / 1_000).toFixed(1)} s. Ctrl-C ends it and keeps the data; \`npm run reset\` empties it.
`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
