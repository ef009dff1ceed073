import type { Server } from "node:http";
import { createServer } from "node:net";
import { LocalFailure } from "./failure.ts";

/** Ports of the local cloud; 0 is any free one. */
export interface Ports {
  /** The API: what a caller of the product reaches. */
  readonly gateway: number;
  readonly mailbox: number;
  readonly database: number;
  /** Bus, scheduler and identity: what the functions reach. */
  readonly services: number;
}

const VARIABLE = {
  gateway: "GATEWAY_PORT",
  mailbox: "MAILBOX_PORT",
  database: "DATABASE_PORT",
  services: "SERVICES_PORT",
} as const satisfies Record<keyof Ports, string>;

/** Ports 3000 to 3003 unless the environment says otherwise. */
export function portsFrom(variables: NodeJS.ProcessEnv): Ports {
  const port = (name: keyof Ports, usual: number) => {
    const text = variables[VARIABLE[name]];
    if (text === undefined || text === "") return usual;
    const number = Number(text);
    if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
    throw new LocalFailure(
      `${VARIABLE[name]} must be a port number, 0 to 65535; it is ${JSON.stringify(text)}.`,
    );
  };
  return {
    gateway: port("gateway", 3000),
    mailbox: port("mailbox", 3001),
    database: port("database", 3002),
    services: port("services", 3003),
  };
}

/** The sentence for a port that another program holds. */
function portInUse(name: keyof Ports, port: number): LocalFailure {
  return new LocalFailure(
    `Port ${port} (${name}) is in use by another program: end that one, or set ${VARIABLE[name]} to a free port.`,
  );
}

/** Longer than any client keeps an idle connection: none is closed under a request. */
export const IDLE_MILLISECONDS = 75_000;

/**
 * Listens on this machine alone.
 * @returns the port, the one chosen when 0 was asked for
 * @throws LocalFailure when the port is in use
 */
export function listen(server: Server, name: keyof Ports, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.keepAliveTimeout = IDLE_MILLISECONDS;
    server.once("error", (error) => reject(isInUse(error) ? portInUse(name, port) : error));
    server.listen(port, "127.0.0.1", () => resolve(portOf(server)));
  });
}

/**
 * The same port when it is free now, or the number of a free one when 0 is asked for: for those that listen themselves.
 * @throws LocalFailure when the port is in use
 */
export function free(name: keyof Ports, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(isInUse(error) ? portInUse(name, port) : error));
    server.listen(port, () => {
      const found = portOf(server);
      server.close(() => resolve(found));
    });
  });
}

function portOf(server: Pick<Server, "address">): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function isInUse(error: Error): boolean {
  return "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
}

/** Ends a server: no new requests, idle connections closed at once, running ones after their answer. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
