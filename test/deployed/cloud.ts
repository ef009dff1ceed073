import { TestRunner } from "vitest";
import type { LocalCloud } from "../../infra/local/cloud.ts";
import { deployment, mailsUrl } from "./deployment.ts";
import { emptyCompany } from "./empty-company.ts";
import { signIn } from "./sign-in.ts";
import { drained } from "./stage.ts";

/** Only the local cloud can do these: a test that comes to one is skipped. */
function onlyLocal(what: string): () => never {
  return () => {
    const sentence = `${what} is not to be had of a deployed product`;
    TestRunner.getCurrentTest()?.context.skip(sentence);
    throw new Error(sentence);
  };
}

/**
 * The deployed product under the interface that tests know from the local cloud, with an empty company in it.
 * Everything goes through AWS's own doors: Cognito, the table, its stream.
 */
export async function openDeployedCloud(): Promise<LocalCloud> {
  const { publicUrl } = deployment();
  await emptyCompany();
  return {
    url: publicUrl,
    mailboxUrl: mailsUrl(),
    isNew: true,
    died: new Promise(() => {}),
    issueToken: (person, options) =>
      options === undefined ? signIn(person) : onlyLocal("a token with other claims")(),
    now: () => new Date(),
    drain: drained,
    stop: async () => {},
    login: onlyLocal("a look at the logins"),
    moveClock: onlyLocal("another time"),
    mails: onlyLocal("a look into the mailbox at once"),
    tellOfMail: onlyLocal("SES's word on a mail"),
    deadLetters: onlyLocal("a look at dead letters"),
    redrive: onlyLocal("a redrive at once"),
  };
}
