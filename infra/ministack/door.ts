import { Agent, createServer, request } from "node:http";

/** The address of the deployed API: known before the deployment, which needs it for the links in mails. */
export interface Door {
  readonly url: string;
  /** Leads to an API from now on. */
  open(apiUrl: string): void;
  close(): Promise<void>;
}

/** Requests let in at the same time: every one needs a Node process of its own. */
const AT_ONCE = 2;

/** Stands for the company's domain: APIs answer to host names that no resolver here knows. */
export async function buildDoor(): Promise<Door> {
  const agent = new Agent({ keepAlive: true });
  let target: URL | undefined;
  let inside = 0;
  const queue: (() => void)[] = [];
  const enter = async () => {
    if (inside === AT_ONCE) await new Promise<void>((next) => queue.push(next));
    else inside += 1;
  };
  const leave = () => {
    const next = queue.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  const server = createServer(async (incoming, outgoing) => {
    await enter();
    if (outgoing.closed) return leave();
    outgoing.on("close", leave);
    if (target === undefined) return void outgoing.writeHead(503).end();
    const { method, url: path, headers } = incoming;
    const forwarded = request(
      {
        agent,
        host: "127.0.0.1",
        port: target.port,
        method,
        path,
        headers: { ...headers, host: target.host },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on("error", () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    incoming.pipe(forwarded);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    open: (apiUrl) => {
      target = new URL(apiUrl);
    },
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      agent.destroy();
      await closed.promise;
    },
  };
}
