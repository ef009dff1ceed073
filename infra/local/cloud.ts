import { createServer } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas as allLambdas } from "../../functions/manifest.ts";
import { clockOffset, now, shiftClock } from "../../lib/time/clock.ts";
import { jwtAuthorizer } from "./authorizer.ts";
import { busService } from "./bus.ts";
import { clockControl } from "./clock-control.ts";
import { control } from "./control.ts";
import { startDatabase } from "./database.ts";
import { watchDatabaseCalls } from "./database-calls.ts";
import { type DeadLetter, openDeadLetters } from "./dead-letters.ts";
import type { LocalFailure } from "./failure.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { openIdentity, type Person, type TokenOptions } from "./identity.ts";
import { invocation, startInvocations } from "./invocations.ts";
import { openJournal } from "./journal.ts";
import { makeFolder, readJson, writeJson } from "./json-file.ts";
import { setEnvironment, TABLE_NAME } from "./local-environment.ts";
import { createLock } from "./lock.ts";
import { type Login, openLogins } from "./logins.ts";
import { type Mail, startMailbox } from "./mailbox.ts";
import { close, free, listen, type Ports } from "./ports.ts";
import { router } from "./routing.ts";
import { createRunner } from "./runner.ts";
import { type Fired, startScheduler } from "./scheduler.ts";
import { schedulerService } from "./scheduler-service.ts";
import { type Service, servicesServer } from "./services.ts";
import { startStreams } from "./streams.ts";
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
  deadLetters(): readonly DeadLetter[];
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
  }: LocalCloudOptions,
  onStop: (cleanup: () => unknown) => void,
  stop: () => Promise<void>,
): Promise<LocalCloud> {
  if (dataDir !== undefined) makeFolder(dataDir);
  const inFolder = (name: string) => dataDir && join(dataDir, name);

  const services: Service[] = [];
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
    database: `http://127.0.0.1:${database.port}`,
    services: `http://127.0.0.1:${servicesPort}`,
    mailbox: `http://127.0.0.1:${mailboxPort}`,
    publicUrl: url,
  });

  // While Java starts: everything else.
  const runner = createRunner(lambdas);
  const [mailbox, identity] = await Promise.all([
    startMailbox(mailboxPort, inFolder("mails.jsonl")),
    openIdentity(inFolder("identity.json"), `http://localhost:${servicesPort}`),
    runner.load(),
  ]);
  onStop(() => mailbox.stop());
  const offset = readJson(inFolder("clock.json"), clockFile)?.offset ?? 0;
  shiftClock(Math.max(0, offset - clockOffset()));
  await database.ready;
  const table = await ensureTable(database.call, TABLE_NAME);

  const deadLetters = openDeadLetters(inFolder("dead-letters"), log);
  const journal = openJournal(inFolder("invocations.jsonl"), invocation);
  const invocations = startInvocations({ journal, runner, deadLetters, now });
  const scheduler = startScheduler({ folder: dataDir, lambdas, invocations, zone });
  const logins = openLogins(inFolder("logins.jsonl"), now);
  services.push(
    identity.service,
    busService(lambdas, invocations, now),
    schedulerService(scheduler, new Set(lambdas.map(({ name }) => name))),
    logins.service,
  );
  const streams = startStreams({
    lambdas,
    streamArn: table.streamArn,
    call: database.call,
    runner,
    deadLetters,
    file: inFolder("checkpoints.jsonl"),
    log,
  });
  watchDatabaseCalls(() => streams.wake());
  scheduler.resume();
  onStop(() => logins.close());
  onStop(() => invocations.stop());
  onStop(() => streams.stop());
  onStop(() => scheduler.stop());

  const activity = () => streams.activity() + invocations.activity();
  async function drain(): Promise<void> {
    let before: number;
    do {
      before = activity();
      await streams.quiet();
      await invocations.idle();
    } while (before !== activity());
  }
  const clock = clockControl({
    scheduler,
    drain,
    keep: (ahead) => dataDir !== undefined && writeJson(join(dataDir, "clock.json"), { offset: ahead }),
  });

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
    deadLetters: deadLetters.all,
    stop,
  };
  gateway.resolve(
    createGateway({
      route: router(lambdas),
      authorize: jwtAuthorizer(identity),
      runner,
      control: (incoming, path, body) => control(cloud, incoming, path, body),
      log,
    }),
  );
  return cloud;
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
