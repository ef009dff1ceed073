/** One of the few pages that customers open in a browser: small, without any script, in light and dark. */
interface Page {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** HTML; what people wrote is escaped by whoever makes it. */
  readonly main: string;
}

const STYLE = `:root{color-scheme:light dark;--ink:#1c2733;--soft:#5b6875;--paper:#fff;--ground:#f3f5f8;--line:#d8dee6;--accent:#1769d2}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#9aa7b5;--paper:#1b222b;--ground:#11161c;--line:#36414d;--accent:#6aa9ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:20px;background:var(--ground);color:var(--ink);font:17px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","PingFang TC","Noto Sans CJK SC",sans-serif}
main{width:100%;max-width:30rem;padding:32px 24px;background:var(--paper);border:1px solid var(--line);border-radius:16px}
h1{margin:0 0 8px;font-size:1.4rem;line-height:1.35}
p{margin:0 0 20px;color:var(--soft);overflow-wrap:anywhere}
p:last-child{margin:0}
`;

/** A page as HTML. @param style CSS of its own */
export function htmlPage({ language, title, main }: Page, style = ""): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

/** A page that says one thing: thanks, or why something cannot be done. */
export function messagePage(title: string, sentence: string, language: string): string {
  const paragraph = sentence === "" ? "" : `\n<p>${escapeHtml(sentence)}</p>`;
  return htmlPage({ language, title, main: `<h1>${escapeHtml(title)}</h1>${paragraph}` });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML shows it: whatever people wrote stays text. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
