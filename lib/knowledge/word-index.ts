import { indexedWordsOf, isWhole } from "../text/words.ts";

/** Most words under which one article is found: each is a small item more that a change of the article writes. */
export const MOST_INDEXED = 300;

/** What the index holds beside a word: enough to choose and to order what is found. */
export const WORD_HOLDS = ["number", "title", "status", "faultCategories", "productIds", "tags", "language"];

/** What an article says of itself. */
interface Worded {
  readonly number: string;
  readonly title: string;
  readonly body: string;
  readonly tags?: readonly string[] | undefined;
}

/** The words under which an article is found: all of its number, title and tags, and the most frequent of its body. */
export function lookedUpBy({ number, title, tags = [], body }: Worded): string[] {
  const heads = [...indexedWordsOf([title, ...tags, number].join("\n")).keys()];
  const rest = [...indexedWordsOf(body)].sort(([, a], [, b]) => b - a).map(([word]) => word);
  return [...new Set([...heads, ...rest])].slice(0, MOST_INDEXED);
}

/** The partition of all words with the same first character: those that begin alike lie side by side. */
export function wordShelf(word: string): string {
  return `knowledge-article#words#${[...word][0] ?? ""}`;
}

/** The beginning of the sort keys under which a word is found. */
export function wordPrefix(word: string): string {
  return isWhole(word) ? `${word}#` : word;
}
