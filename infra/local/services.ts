import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { sentence } from "./failure.ts";

/** A call to one of the services that functions reach by an AWS client. */
export interface ServiceCall {
  readonly method: string;
  /** Decoded segments of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** The operation, for services that name it in a header: `AWSEvents.PutEvents`. */
  readonly target: string | undefined;
  /** Parsed JSON; an empty object without a body. */
  readonly body: unknown;
}

export interface ServiceAnswer {
  readonly status: number;
  /** The name of the error, as AWS clients read it. */
  readonly type?: string;
  readonly body: unknown;
}

/** Answers a call, or leaves it to the next service. */
export type Service = (call: ServiceCall) => ServiceAnswer | undefined | Promise<ServiceAnswer | undefined>;

/** One server for bus, scheduler and identity. */
export function servicesServer(services: readonly Service[], log: (line: string) => void) {
  async function answer(incoming: IncomingMessage): Promise<ServiceAnswer> {
    const call = await read(incoming);
    if (call === undefined)
      return { status: 400, type: "SerializationException", body: { message: "not JSON" } };
    for (const service of services) {
      const answered = await service(call);
      if (answered !== undefined) return answered;
    }
    const what = call.target ?? `${call.method} /${call.path.join("/")}`;
    log(`the local cloud does not know ${what}`);
    return {
      status: 400,
      type: "UnknownOperationException",
      body: { message: `the local cloud does not know ${what}` },
    };
  }

  return createServer((incoming, outgoing) => {
    answer(incoming).then(
      (answered) => write(outgoing, answered),
      (error: unknown) => {
        log(`a local service failed: ${sentence(error)}`);
        write(outgoing, { status: 500, type: "InternalFailure", body: { message: sentence(error) } });
      },
    );
  });
}

async function read(incoming: IncomingMessage): Promise<ServiceCall | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const target = incoming.headers["x-amz-target"];
  try {
    return {
      method: incoming.method ?? "GET",
      path: url.pathname.split("/").filter(Boolean).map(decodeURIComponent),
      query: url.searchParams,
      target: typeof target === "string" ? target : undefined,
      body: text === "" ? {} : JSON.parse(text),
    };
  } catch {
    return undefined;
  }
}

function write(outgoing: ServerResponse, { status, type, body }: ServiceAnswer): void {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (type !== undefined) headers["x-amzn-errortype"] = type;
  outgoing.writeHead(status, headers);
  outgoing.end(JSON.stringify(type === undefined ? body : { __type: type, ...Object(body) }));
}
