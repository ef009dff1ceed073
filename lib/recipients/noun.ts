import { defineNoun } from "../projections/define.ts";
import { mailRecipients } from "./recipient.ts";

/** What addresses told us: its history says who refused what, and when. */
export const mailRecipientNoun = defineNoun(mailRecipients);
