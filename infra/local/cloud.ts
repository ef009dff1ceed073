import { createServer } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas as allLambdas } from "../../functions/manifest.ts";
import { now, shiftClock } from "../../lib/time/clock.ts";
import { jwtAuthorizer } from "./authorizer.ts";
import { startBackground } from "./background.ts";
import { clockControl } from "./clock-control.ts";
import { control } from "./control.ts";
import { startDatabase } from "./database.ts";
import type { DeadLetter } from "./dead-letters.ts";
import type { LocalFailure } from "./failure.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { glanceAt } from "./glance.ts";
import { openIdentity, type Person, type TokenOptions } from "./identity.ts";
import { makeFolder, readJson, writeJson } from "./json-file.ts";
import { setEnvironment, TABLE_NAME } from "./local-environment.ts";
import { createLock } from "./lock.ts";
import { type Login, openLogins } from "./logins.ts";
import { type Fate, simulated } from "./mail-feedback.ts";
import { type Mail, startMailbox } from "./mailbox.ts";
import { close, free, listen, type Ports } from "./ports.ts";
import { type Redriven, redrive } from "./redrive.ts";
import { timeRequests } from "./request-times.ts";
import { createRouter } from "./routing.ts";
import { type Around, createRunner } from "./runner.ts";
import type { Fired } from "./scheduler.ts";
import { type Service, servicesServer } from "./services.ts";
import { ensureTable } from "./table.ts";

export interface LocalCloudOptions {
  /** Where everything is kept; without one all is in memory and ends with the process. */
  readonly dataDir?: string | undefined;
  /** Any free ones unless told. */
  readonly ports?: Partial<Ports>;
  /** Those of the manifest unless told. */
  readonly lambdas?: readonly Lambda[];
  /** Zone of cron expressions. */
  readonly zone?: string;
  /** Thousands of writes are to come: the database may start slower and run faster. So it is with a `dataDir`. */
  readonly optimise?: boolean;
  /** Failures of functions and dead letters, a line each; stderr unless told. */
  readonly log?: (line: string) => void;
  /** Looks on at every run of a function, and at every call to a service but the database and SES. */
  readonly observer?: { readonly around: Around; readonly service: Service };
}

/** The whole product, running in this process and one of Java. One process holds one at a time. */
export interface LocalCloud {
  /** The API. */
  readonly url: string;
  readonly mailboxUrl: string;
  /** The table was made by this start and holds nothing. */
  readonly isNew: boolean;
  /** Resolves when the database ended though nobody stopped it. */
  readonly died: Promise<LocalFailure>;
  issueToken(person: Person, options?: TokenOptions): Promise<string>;
  /** The login of an e-mail address. */
  login(email: string): Login | undefined;
  now(): Date;
  /** Moves the clock forward and fires on the way what comes due, in order. */
  moveClock(to: Date): Promise<readonly Fired[]>;
  /** Resolves when streams and bus have run dry. */
  drain(): Promise<void>;
  /** Every mail in the mailbox, oldest first. */
  mails(): readonly Mail[];
  /** Lets SES tell what became of one of the product's mails; of those to its simulator's addresses it tells by itself. */
  tellOfMail(mailId: string, fate: Fate): void;
  deadLetters(): readonly DeadLetter[];
  /** Gives what is dead to its functions once more; resolves when all that follows from it is done. */
  redrive(): Promise<Redriven>;
  stop(): Promise<void>;
}

const clockFile = z.strictObject({ offset: z.number() });

/**
 * Starts the product on this machine.
 * @throws LocalFailure with a sentence for a person: a used port, a missing Java, a broken folder
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const cleanups: (() => unknown)[] = [];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    return await start(options, (cleanup) => void cleanups.push(cleanup), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  {
    dataDir,
    ports = {},
    lambdas = allLambdas,
    zone = "Asia/Shanghai",
    optimise = dataDir !== undefined,
    log = toStderr,
    observer,
  }: LocalCloudOptions,
  onStop: (cleanup: () => unknown) => void,
  stop: () => Promise<void>,
): Promise<LocalCloud> {
  if (dataDir !== undefined) makeFolder(dataDir);
  const inFolder = (name: string) => dataDir && join(dataDir, name);

  const services: Service[] = observer === undefined ? [] : [observer.service];
  const servicesHttp = servicesServer(services, log);
  const servicesPort = await listen(servicesHttp, "services", ports.services ?? 0);
  onStop(() => close(servicesHttp));
  if (dataDir !== undefined) {
    const lock = createLock();
    services.push(lock.service);
    await lock.take(dataDir, servicesPort);
    onStop(() => lock.release(dataDir));
  }

  // Whoever comes early waits.
  const gateway = Promise.withResolvers<Gateway>();
  const gatewayHttp = createServer(async (incoming, outgoing) => (await gateway.promise)(incoming, outgoing));
  const gatewayPort = await listen(gatewayHttp, "gateway", ports.gateway ?? 0);
  onStop(() => close(gatewayHttp));
  const mailboxPort = await free("mailbox", ports.mailbox ?? 0);

  const { promise: died, resolve: hasDied } = Promise.withResolvers<LocalFailure>();
  const database = await startDatabase({
    port: ports.database ?? 0,
    folder: inFolder("dynamodb"),
    optimise,
    died: hasDied,
  });
  onStop(() => database.stop());
  const url = `http://localhost:${gatewayPort}`;
  setEnvironment({
    database,
    services: `http://127.0.0.1:${servicesPort}`,
    mailbox: `http://127.0.0.1:${mailboxPort}`,
    publicUrl: url,
  });

  // While Java starts: everything else.
  const runner = createRunner(lambdas, observer?.around);
  const mailboxStart = startMailbox(mailboxPort, inFolder("mails.jsonl"));
  onStop(async () => (await mailboxStart).stop());
  const [mailbox, identity] = await Promise.all([
    mailboxStart,
    openIdentity(inFolder("identity.json"), `http://localhost:${servicesPort}`),
    runner.load(),
    database.ready,
  ]);
  shiftClock(Math.max(0, readJson(inFolder("clock.json"), clockFile)?.offset ?? 0));
  const table = await ensureTable(database.call, TABLE_NAME);

  const { streamArn } = table;
  const background = startBackground({
    lambdas,
    runner,
    call: database.call,
    streamArn,
    dataDir,
    zone,
    log,
  });
  const { scheduler, drain, deadLetters, tellOfMail } = background;
  mailbox.onMail(({ mailId, destination }) => {
    const fate = simulated(destination.to[0] ?? "");
    if (mailId !== undefined && fate !== undefined) tellOfMail(mailId, fate);
  });
  const logins = openLogins(inFolder("logins.jsonl"), now);
  services.push(identity.service, logins.service, ...background.services);
  scheduler.resume();
  onStop(() => logins.close());
  onStop(() => background.stop());
  // Before all others: requests find everything at work until the last is answered.
  onStop(() => close(gatewayHttp));
  const keep = (offset: number) =>
    dataDir !== undefined && writeJson(join(dataDir, "clock.json"), { offset });
  const clock = clockControl({ scheduler, drain, keep });

  const requests = timeRequests();
  // Not DescribeTable, which counts the whole table: a tenth of a second.
  const nothing = { pk: { S: "nobody" }, sk: { S: "nothing" } };
  const askDatabase = () =>
    database.call("DynamoDB_20120810.GetItem", { TableName: TABLE_NAME, Key: nothing });
  const glance = glanceAt({ background, mailbox, logins, requests: requests.all, askDatabase });

  const cloud: LocalCloud = {
    url,
    mailboxUrl: mailbox.url,
    isNew: table.isNew,
    died,
    issueToken: identity.issueToken,
    login: logins.byEmail,
    now,
    moveClock: clock.moveTo,
    drain,
    mails: mailbox.mails,
    tellOfMail,
    deadLetters: deadLetters.all,
    async redrive() {
      const redriven = await redrive({ deadLetters, lambdas, runner, now });
      await drain();
      return redriven;
    },
    stop,
  };
  gateway.resolve(
    createGateway({
      route: createRouter(lambdas),
      authorize: jwtAuthorizer(identity),
      runner,
      control: (incoming, path, body) => control(cloud, glance, incoming, path, body),
      took: requests.took,
      log,
    }),
  );
  return cloud;
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
