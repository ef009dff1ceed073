import { describe, expect, it } from "vitest";
import { type Fate, simulated } from "../../infra/local/mail-feedback.ts";
import { understood } from "../../lib/recipients/feedback.ts";
import { type MailRecipient, recipientId } from "../../lib/recipients/recipient.ts";
import { refusal } from "../../lib/recipients/standing.ts";

const mail = { tags: {} };
const bounce = (bounceType: string, bounceSubType?: string) => ({
  mail,
  bounce: { bounceType, bounceSubType },
});

describe("what SES tells", () => {
  it.each([
    ["Email Delivered", { mail }, { told: "delivered" }],
    ["Email Rejected", { mail, reject: {} }, { told: "rejected", error: "Rejected" }],
    [
      "Email Bounced",
      bounce("Permanent", "NoEmail"),
      { told: "bounced", error: "Permanent/NoEmail", suppression: "hard-bounce" },
    ],
    [
      "Email Bounced",
      bounce("Transient", "MailboxFull"),
      { told: "bounced", error: "Transient/MailboxFull" },
    ],
    ["Email Bounced", bounce("Undetermined"), { told: "bounced", error: "Undetermined/" }],
    [
      "Email Complaint Received",
      { mail, complaint: { complaintFeedbackType: "abuse" } },
      { told: "complained", error: "Complaint", suppression: "complaint" },
    ],
    [
      "Email Complaint Received",
      { mail, complaint: {} },
      { told: "complained", error: "Complaint", suppression: "complaint" },
    ],
    ["Email Complaint Received", { mail, complaint: { complaintFeedbackType: "not-spam" } }, undefined],
    ["Email Opened", { mail }, undefined],
  ])("as %s %o is understood", (name, detail, expected) => {
    expect(understood(name, detail)).toEqual(expected);
  });
});

describe("a mail", () => {
  const at = "2026-11-22T02:00:00.000Z";
  const standing = (more: Partial<MailRecipient>): MailRecipient => ({
    id: recipientId("a@example.cn"),
    version: 1,
    createdAt: at,
    createdBy: "system",
    updatedAt: at,
    updatedBy: "system",
    address: "a@example.cn",
    refused: [],
    ...more,
  });

  it.each([
    ["of an address of which nothing is known", undefined, "care", undefined],
    ["of a kind that is not refused", standing({ refused: ["campaign"] }), "care", undefined],
    ["of a kind that is refused", standing({ refused: ["campaign"] }), "campaign", "unsubscribed"],
    [
      "to where mails bounce",
      standing({ suppression: { reason: "hard-bounce", at } }),
      "membership",
      "hard-bounce",
    ],
    ["to who complained", standing({ suppression: { reason: "complaint", at } }), "care", "complaint"],
    [
      "about work",
      standing({ refused: ["care"], suppression: { reason: "complaint", at } }),
      "work",
      undefined,
    ],
  ] as const)("%s is sent or not, and why", (_, known, kind, why) => {
    expect(refusal(known, kind)).toBe(why);
  });

  it("knows its recipient by the address, however it is written", () => {
    expect(recipientId(" Wang@Example.CN ")).toBe(recipientId("wang@example.cn"));
    expect(recipientId("wang@example.cn")).not.toBe(recipientId("wang@example.com"));
    expect(recipientId("wang@example.cn")).toMatch(/^mrc_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });
});

it.each<[string, Fate | undefined]>([
  ["bounce@simulator.amazonses.com", "bounce"],
  ["Bounce+label@simulator.amazonses.com", "bounce"],
  ['"王" <complaint+1@simulator.amazonses.com>', "complaint"],
  ["success@simulator.amazonses.com", "delivery"],
  ["bounce@example.com", undefined],
  ["xbounce@simulator.amazonses.com.example.cn", undefined],
])("the simulator's address %s has its fate", (address, fate) => {
  expect(simulated(address)).toBe(fate);
});
