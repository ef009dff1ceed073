import type { DeadLetter } from "../../infra/local/dead-letters.ts";
import type { Mail } from "../../infra/local/mailbox.ts";
import type { Item } from "../../lib/table/entity.ts";
import type { Json } from "../makers/client.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** One thing that a writer may do. */
export interface Act {
  /** How often it is done beside the others. */
  readonly weight: number;
  /**
   * Resolves when all of it is answered, through however many kills.
   * @returns `false` when there was nothing to do it with
   */
  readonly run: (random: Random) => Promise<boolean>;
}

/** Everything there is after a recovery. */
export interface Evidence {
  readonly items: readonly Item[];
  /** Items by their `entity`. */
  of(entity: string): readonly Item[];
  /** What the mailbox received. */
  readonly mails: readonly Mail[];
  readonly deadLetters: readonly DeadLetter[];
  /** What the product's own dry reconciliation says. */
  readonly reconciled: { readonly checked: number; readonly drifts: readonly Json[] };
  readonly now: Date;
}

/** A sentence that holds after every recovery. */
export interface Invariant {
  readonly sentence: string;
  /** What contradicts it; nothing when it holds. */
  readonly broken: (evidence: Evidence) => readonly string[];
}

/** What the proof of one part of the product needs to know: who writes, and what must hold afterwards. */
export interface Capability {
  readonly acts: readonly Act[];
  readonly invariants: readonly Invariant[];
  /** How much there was of it. */
  readonly figures: (evidence: Evidence) => Readonly<Record<string, number>>;
}

/** Each part of the product declares itself in a file of its own, and is listed in `capabilities.ts`. */
export type OpenCapability = (world: World) => Promise<Capability> | Capability;
