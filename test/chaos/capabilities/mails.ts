import type { Capability, Evidence } from "../capability.ts";

/** Mails are sent by nobody in particular: they follow from what the other writers do. */
export function mails(): Capability {
  return {
    acts: [],
    invariants: [
      {
        sentence:
          "every mail about work is sent; it reaches its mailbox once, and once more for each sender that died over it",
        broken(evidence) {
          const received = receivedIn(evidence);
          return evidence.of("mail").flatMap(({ id, status, attempts, whenUnknown }) => {
            if (whenUnknown === "give-up") return [];
            const times = received.get(String(id)) ?? 0;
            return status === "sent" && times >= 1 && times <= Number(attempts)
              ? []
              : [`${id} is ${status}, reached its mailbox ${times} times in ${attempts} attempts`];
          });
        },
      },
      {
        sentence:
          "no mail to a customer reaches them twice; it is sent, or given up when its sender died over it",
        broken(evidence) {
          const received = receivedIn(evidence);
          return evidence.of("mail").flatMap(({ id, status, attempts, whenUnknown }) => {
            if (whenUnknown !== "give-up") return [];
            const times = received.get(String(id)) ?? 0;
            const isRight = status === "failed" ? times <= 1 : REACHED.has(String(status)) && times === 1;
            return isRight
              ? []
              : [`${id} is ${status} after ${attempts} attempts, and was received ${times} times`];
          });
        },
      },
      {
        sentence: "no mail is received that was not written",
        broken(evidence) {
          const written = new Set(evidence.of("mail").map(({ id }) => String(id)));
          return [...receivedIn(evidence).keys()].filter((id) => !written.has(id));
        },
      },
    ],
    figures: (evidence) => ({
      mails: evidence.of("mail").length,
      "mails received again, their sender having died": evidence.mails.length - receivedIn(evidence).size,
    }),
  };
}

/** Sent, and what SES may have told since. */
const REACHED = new Set(["sent", "delivered", "bounced", "complained"]);

function receivedIn({ mails }: Evidence): Map<string, number> {
  const times = new Map<string, number>();
  for (const { raw } of mails) {
    const [, id = "without an id"] = /^Message-ID: <([^@>]+)@/m.exec(raw) ?? [];
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}
