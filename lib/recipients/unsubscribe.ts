import type { Context } from "../http/context.ts";
import { stampOf } from "../http/context.ts";
import type { RawBody } from "../http/request.ts";
import { CARE_KINDS, type CareKind, type Language, mail, mailKey } from "../mail/mail.ts";
import { Problem } from "../problem/problem.ts";
import { getItems } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import { recipientOf } from "./link.ts";
import { choicePage, chosenPage } from "./page.ts";
import { type MailRecipient, mailRecipients } from "./recipient.ts";
import { firstOf, saved } from "./suppress.ts";
import { WORDS } from "./words.ts";

/** Whoever has no mail of ours has told us no language. */
const NOT_OURS = "这个链接无效，请检查是否完整。 This link is not valid: please check that it is complete.";

/** Whoever opened the link of a mail. */
interface Opened {
  readonly address: string;
  readonly language: Language;
  readonly standing: MailRecipient | undefined;
}

/** The page that the link of a mail opens. One call. */
export async function showChoice(token: string): Promise<string> {
  const { address, language, standing } = await opened(token);
  const { refused = [], suppression } = standing ?? {};
  return choicePage({ language, address, refused, suppressed: suppression !== undefined });
}

/**
 * Takes a recipient's choice, by the page or by the button of their mail program, which refuses all kinds (RFC 8058). What is
 * queued is not sent any more either. Two calls.
 * @throws Problem not-found when the link is none of ours, gone when nothing is known of its mail any more
 */
export async function choose(
  token: string,
  body: { keep: readonly CareKind[] } | RawBody,
  context: Context,
): Promise<Change<string>> {
  const keep = "bytes" in body ? fromForm(body) : body.keep;
  const refused = CARE_KINDS.filter((kind) => !keep.includes(kind));
  const { address, language, standing } = await opened(token);
  const page = chosenPage({ language, refused });
  const decide = (there: MailRecipient | undefined): Change<string> => {
    if (there !== undefined && String(there.refused) === String(refused)) return unchanged(page);
    const stamp = stampOf(context);
    const next =
      there === undefined ? { ...firstOf(address, stamp), refused } : nextVersion(there, { refused }, stamp);
    return saved(next, there, page, decide);
  };
  return decide(standing);
}

async function opened(token: string): Promise<Opened> {
  const whose = await recipientOf(token);
  if (whose === undefined) throw new Problem("not-found", NOT_OURS, { told: { language: "zh-CN" } });
  const keys = { sent: mailKey(whose.mailId), known: { pk: whose.recipientId, sk: mailRecipients.type } };
  const items = await getItems([keys.sent, keys.known]);
  const sent = mail.safeParse(items.get(`${keys.sent.pk}/${keys.sent.sk}`)).data;
  const known = items.get(`${keys.known.pk}/${keys.known.sk}`);
  const standing = known === undefined ? undefined : mailRecipients.schema.parse(known);
  const address = sent?.to.address ?? standing?.address;
  const language = sent?.language ?? "zh-CN";
  if (address === undefined) throw new Problem("gone", WORDS[language].gone, { told: { language } });
  return { address, language, standing };
}

/**
 * Which kinds the form keeps. Only its own button keeps any: the one-click button of a mail program, whatever it sends, means
 * that its user wants no more.
 */
function fromForm({ bytes }: RawBody): readonly CareKind[] {
  const form = new URLSearchParams(Buffer.from(bytes).toString("utf8"));
  if (form.get("choice") !== "some") return [];
  const kept = form.getAll("keep");
  return CARE_KINDS.filter((kind) => kept.includes(kind));
}
