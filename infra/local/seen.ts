/** Whether a part works, has much to do, or needs somebody. */
export type Condition = "ok" | "busy" | "wrong";

/** A part of the local cloud and how it is, in words. */
export interface Part {
  readonly name: string;
  readonly condition: Condition;
  readonly says: string;
}

export interface Health {
  /** The worst of its parts. */
  readonly condition: Condition;
  readonly now: string;
  readonly offsetSeconds: number;
  readonly mailboxUrl: string;
  readonly parts: readonly Part[];
}

export interface ComingSchedule {
  readonly function: string;
  /** The schedule's name, or the cron expression. */
  readonly schedule: string;
  readonly due: string;
  readonly kind: "once" | "recurring";
}

export interface ReceivedMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly at: string;
}

/** An event as it was put on the bus. */
export interface Published {
  readonly id: string;
  /** Its detail-type, e.g. `opportunity.won`. */
  readonly name: string;
  /** By the product's clock. */
  readonly at: string;
  readonly detail: object;
  /** The functions that it was handed to. */
  readonly to: readonly string[];
}

/** How long the last requests to one function took, in milliseconds. */
export interface RequestTimes {
  readonly function: string;
  /** How many there were since the start. */
  readonly requests: number;
  /** How many of them were answered with 5xx. */
  readonly failed: number;
  readonly p50: number;
  readonly p90: number;
}
