import { conflict } from "../problem/problem.ts";
import { put, type Write } from "../table/write.ts";
import { entryWrites } from "./entries.ts";
import { type ServiceRequest, serviceRequests } from "./service-request.ts";

/** Largest request in bytes: an item has room for 400 kB, and so has its history of one change, old and new together. */
const MOST_BYTES = 150_000;

const FULL = "the request is full: resolve it and take in another one";

/**
 * Requires that there is room for what is recorded of a request. Ending one needs less than what is left beyond that.
 * @throws Problem conflict
 */
export function mustFit(record: ServiceRequest): void {
  if (Buffer.byteLength(JSON.stringify(record)) > MOST_BYTES) throw conflict(FULL);
}

/**
 * Every write of a service request goes through here: the record and what it adds to the figures of service.
 * @param was as read; `undefined` for a new one
 * @param options.label names the record's own write to `Change.retry`
 */
export function save(
  was: ServiceRequest | undefined,
  is: ServiceRequest,
  options: { label?: string } = {},
): Write[] {
  return [...put(serviceRequests, is, was, options), ...entryWrites(was, is)];
}
