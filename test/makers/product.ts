import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../../infra/local/cloud.ts";
import type { Mail } from "../../infra/local/mailbox.ts";
import { openDeployedCloud } from "../deployed/cloud.ts";
import { isDeployed } from "../deployed/deployment.ts";
import { openInbox } from "../deployed/inbox.ts";
import { renewed } from "../deployed/stage.ts";
import { type Client, clientOf, type Requester } from "./client.ts";

/** The whole product, running for one test file. */
export interface Product {
  /** In AWS, or an emulation of it: time runs by itself there, and some of the local cloud's controls are missing. */
  readonly deployed: boolean;
  readonly cloud: LocalCloud;
  readonly url: string;
  /** Requests with somebody's token. */
  as(person: Requester): Client;
  /** Requests without a token. */
  readonly anyone: Client;
  /** Resolves when everything that follows from what was written has happened. */
  drain(): Promise<void>;
  /**
   * Resolves when no function remembers an older setting, role or department, as some seconds after a change: the
   * local cloud is one process and knows at once, a deployed function is called in a new process.
   */
  settled(): Promise<void>;
  /** Every mail that was sent, oldest first. */
  mails(): Promise<readonly Mail[]>;
  now(): Date;
  stop(): Promise<void>;
}

let stopLatest = async () => {};

/**
 * Starts the product in memory on free ports; a file starts one and stops it at its end:
 *
 *     const product = await startProduct();
 *     const { manager, salesperson } = await company(product);
 *     afterAll(product.stop);
 *
 * A file that broke off before its end leaves its product behind: the next one in the process stops it.
 *
 * @param options.optimise whether thousands of writes are to come; see `LocalCloudOptions`
 */
export async function startProduct(
  options: Pick<LocalCloudOptions, "optimise" | "lambdas"> = {},
): Promise<Product> {
  const deployed = isDeployed();
  await stopLatest();
  const cloud = deployed ? await openDeployedCloud() : await startLocalCloud(options);
  stopLatest = cloud.stop;
  return {
    deployed,
    cloud,
    url: cloud.url,
    as: ({ token }) => clientOf(cloud.url, token),
    anyone: clientOf(cloud.url, undefined),
    drain: cloud.drain,
    settled: async () => void (deployed && (await renewed())),
    mails: deployed ? await openInbox() : async () => cloud.mails(),
    now: cloud.now,
    stop: cloud.stop,
  };
}
