import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { type Client, clientOf, type Requester } from "./client.ts";

/** The whole product, running for one test file. */
export interface Product {
  readonly cloud: LocalCloud;
  readonly url: string;
  /** Requests with somebody's token. */
  as(person: Requester): Client;
  /** Requests without a token. */
  readonly anyone: Client;
  /** Resolves when everything that follows from what was written has happened. */
  drain(): Promise<void>;
  now(): Date;
  stop(): Promise<void>;
}

/**
 * Starts the product in memory on free ports; a file starts one and stops it at its end:
 *
 *     const product = await startProduct();
 *     const { manager, salesperson } = await company(product);
 *     afterAll(product.stop);
 */
export async function startProduct(): Promise<Product> {
  const cloud = await startLocalCloud();
  return {
    cloud,
    url: cloud.url,
    as: ({ token }) => clientOf(cloud.url, token),
    anyone: clientOf(cloud.url, undefined),
    drain: cloud.drain,
    now: cloud.now,
    stop: cloud.stop,
  };
}
