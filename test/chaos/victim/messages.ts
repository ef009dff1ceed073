import type { serviceCompany } from "../../makers/service.ts";

/** What the one who torments the product tells it. */
export interface Orders {
  /** Functions are killed, and the stream delivers as badly as it may. */
  storm: boolean;
  /** Every batch of the stream comes twice. */
  twice: boolean;
  /** Whatever holds this text fails this function, every time; every reader of the stream where none is named. */
  poison: { readonly function?: string; readonly text: string } | undefined;
  /** `broken`: totals are written whatever they hold already. `unversioned`: records whatever version they were read at. */
  guard: "kept" | "broken" | "unversioned";
}

export const CALM: Orders = { storm: false, twice: false, poison: undefined, guard: "kept" };

/** How records of the stream were delivered otherwise than they came. */
export interface Weather {
  /** Delivered once more: beside the first run, right after it, or much later. */
  readonly duplicated: number;
  /** Delivered after a later record of another partition. */
  readonly reordered: number;
  /** Delivered in another batch than they came in. */
  readonly recut: number;
}

/** What the product's process tells. */
export type Message =
  /** It answers; `staff` when the company was founded just now. */
  | {
      readonly kind: "ready";
      readonly staff?: Awaited<ReturnType<typeof serviceCompany>> & { deputy: Staff };
    }
  /** With the write units that it has spent on the table. */
  | { readonly kind: "obeyed"; readonly units: number }
  | { readonly kind: "killed"; readonly function: string }
  | ({ readonly kind: "weather" } & Weather)
  | { readonly kind: "said"; readonly line: string };

type Staff = Awaited<ReturnType<typeof serviceCompany>>["manager"];
