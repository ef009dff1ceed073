import type { MailRecipient } from "../recipients/recipient.ts";
import type { Recipient } from "./recipient.ts";
import type { CareRule } from "./rule.ts";
import type { Subject, Told } from "./subject.ts";
import type { Turns } from "./turns.ts";
import type { Candidate } from "./whom.ts";

/** Somebody whom a rule concerns on a day, and everything that decides what is done about it. */
export interface Case {
  readonly rule: CareRule;
  readonly date: string;
  readonly candidate: Candidate;
  readonly subject: Subject;
  readonly occasion: Told;
  readonly recipient: Recipient;
  readonly standing: MailRecipient | undefined;
  readonly turns: Turns;
  /** Of the recipient's address, which other customers may have too. */
  readonly addressTurns: Turns;
  /** They were cared for on this occasion already. */
  readonly isDone: boolean;
}
