import { escapeHtml, htmlPage } from "../http/page.ts";
import { CARE_KINDS, type CareKind, type Language } from "../mail/mail.ts";
import { WORDS } from "./words.ts";

const STYLE = `fieldset{display:grid;gap:10px;margin:0 0 20px;padding:0;border:0}
label{display:grid;grid-template-columns:24px 1fr;gap:2px 12px;align-items:center;padding:12px 14px;border:1px solid var(--line);border-radius:12px;cursor:pointer}
label:focus-within{border-color:var(--accent);outline:3px solid color-mix(in srgb,var(--accent) 35%,transparent)}
input{width:22px;height:22px;margin:0;accent-color:var(--accent)}
label small{grid-column:2}
small{display:block;color:var(--soft);line-height:1.5}
.buttons{display:grid;gap:10px;margin:0 0 20px}
button,a.button{display:block;width:100%;min-height:48px;padding:10px 16px;border:1px solid var(--line);border-radius:12px;background:transparent;color:inherit;font:inherit;text-align:center;text-decoration:none;cursor:pointer}
button.main{border-color:var(--button);background:var(--button);color:#fff}
button:hover,button:focus-visible,a.button:hover,a.button:focus-visible{outline:3px solid color-mix(in srgb,var(--accent) 35%,transparent)}
:root{--button:#1769d2}
@media (prefers-color-scheme:dark){:root{--button:#2b6fc4}}
`;

/** Whose choice it is, and how it stands. */
interface Choice {
  readonly language: Language;
  readonly address: string;
  readonly refused: readonly CareKind[];
  readonly suppressed: boolean;
}

/** The page on which a recipient chooses which kinds of mail to keep (DOMAIN §11). */
export function choicePage({ language, address, refused, suppressed }: Choice): string {
  const words = WORDS[language];
  const boxes = CARE_KINDS.map((kind) => {
    const { label, hint } = words.kinds[kind];
    const checked = refused.includes(kind) ? "" : " checked";
    return `<label><input type="checkbox" name="keep" value="${kind}"${checked}><span>${escapeHtml(label)}</span><small>${escapeHtml(hint)}</small></label>`;
  });
  const main = `<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.about(hidden(address)))}</p>
${suppressed ? `<p role="note">${escapeHtml(words.suppressed)}</p>\n` : ""}<form method="post">
<fieldset aria-label="${escapeHtml(words.title)}">
${boxes.join("\n")}
</fieldset>
<div class="buttons">
<button class="main" name="choice" value="some">${escapeHtml(words.save)}</button>
<button name="choice" value="none">${escapeHtml(words.none)}</button>
</div>
</form>
<small>${escapeHtml(words.work)}</small>`;
  return htmlPage({ language, title: words.title, main }, STYLE);
}

/** What is kept from now on, and the way back. */
export function chosenPage({ language, refused }: Pick<Choice, "language" | "refused">): string {
  const words = WORDS[language];
  const kept = CARE_KINDS.filter((kind) => !refused.includes(kind)).map((kind) => words.kinds[kind].label);
  const sentence = kept.length === 0 ? words.keepsNothing : words.keeps(kept);
  const main = `<h1>${escapeHtml(words.saved)}</h1>
<p>${escapeHtml(sentence)}</p>
<a class="button" href="">${escapeHtml(words.change)}</a>`;
  return htmlPage({ language, title: words.saved, main }, STYLE);
}

/** An address as its owner knows it again and whoever was sent the mail by them does not learn it: `wa***@example.cn`. */
function hidden(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, Math.min(2, at))}***${address.slice(at)}`;
}
