import { normalizedName } from "./text.ts";

/** A run of Chinese signs, or a word of letters and digits. */
const RUN = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const HAN = /^\p{Script=Han}/u;

/** Most characters of a word that are looked at: the rest of a longer one tells no more. */
const MOST_CHARACTERS = 40;

/**
 * The words that a text is made of, each once, in the order in which they first stand: Latin ones in lower case, and of
 * Chinese, which has no spaces, every pair of signs; a sign that stands alone is a word.
 */
export function wordsOf(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => (HAN.test(run) ? pairsOf([...run]) : [run])))];
}

/**
 * The words under which a text is found by the beginning of a word: those above and the last sign of each run of Chinese,
 * so that every single sign begins one of them.
 * @returns how often each stands in the text
 */
export function indexedWordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const run of runsOf(text)) {
    const signs = [...run];
    const words = HAN.test(run) ? [...pairsOf(signs), ...signs.slice(-1)] : [run];
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Whether a word is found as it stands; another one stands for all that begin with it. */
export function isWhole(word: string): boolean {
  return HAN.test(word) && [...word].length > 1;
}

function runsOf(text: string): string[] {
  const runs = normalizedName(text).match(RUN) ?? [];
  return runs.map((run) => (HAN.test(run) ? run : [...run].slice(0, MOST_CHARACTERS).join("")));
}

function pairsOf(signs: readonly string[]): string[] {
  return signs.length < 2 ? [...signs] : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}
