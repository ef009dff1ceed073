import { escapeHtml, htmlPage, messagePage } from "../http/page.ts";
import type { Survey } from "./survey.ts";
import { WORDS } from "./words.ts";

const STYLE = `fieldset{display:grid;gap:10px;margin:0 0 20px;padding:0;border:0}
button{display:flex;align-items:center;gap:14px;width:100%;min-height:56px;padding:8px 16px;border:1px solid var(--line);border-radius:12px;background:transparent;color:inherit;font:inherit;text-align:left;cursor:pointer}
button b{display:grid;place-items:center;flex:none;width:36px;height:36px;border-radius:50%;background:var(--mark);color:#fff}
button:hover,button:focus-visible{border-color:var(--accent);outline:3px solid color-mix(in srgb,var(--accent) 35%,transparent)}
label{display:block;margin-bottom:6px}
textarea{width:100%;min-height:88px;padding:10px 12px;border:1px solid var(--line);border-radius:12px;background:transparent;color:inherit;font:inherit;resize:vertical}
small{color:var(--soft)}
`;

/** From 5 to 1; dark enough for white figures. */
const MARKS = ["#1c7c3c", "#4d7a12", "#8a6a00", "#b4540a", "#b3261e"];

/** The page on which a customer rates a service: one tap, with a comment if they like (DOMAIN §9). */
export function ratingPage({ language, requestNumber }: Survey, agent: string): string {
  const words = WORDS[language];
  const buttons = [5, 4, 3, 2, 1].map(
    (score, index) =>
      `<button name="score" value="${score}" style="--mark:${MARKS[index]}"><b>${score}</b>${escapeHtml(words.scores[score - 1] ?? "")}</button>`,
  );
  const main = `<h1>${escapeHtml(words.question)}</h1>
<p>${escapeHtml(words.about(requestNumber, agent))}</p>
<form method="post">
<fieldset aria-label="${escapeHtml(words.question)}">
${buttons.join("\n")}
</fieldset>
<label for="comment">${escapeHtml(words.comment)}</label>
<textarea id="comment" name="comment" maxlength="2000"></textarea>
<small>${escapeHtml(words.commentHint)}</small>
</form>`;
  return htmlPage({ language, title: words.question, main }, STYLE);
}

/** Thanks for the answer, now or the one given before. */
export function thanksPage({ language }: Survey, when: "now" | "before"): string {
  const words = WORDS[language];
  return messagePage(words.thanks, when === "now" ? words.received : words.answered, language);
}
