import { Problem } from "../problem/problem.ts";

/** Encodings of text files that people send; `auto` looks. */
export const ENCODINGS = ["auto", "utf-8", "gb18030", "utf-16le"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The text of a file, without its byte-order mark: UTF-8, what Chinese Windows writes (GB18030, so GBK and GB2312 too),
 * or Excel's "Unicode text" (UTF-16 with its mark).
 * @throws Problem rule-broken when the bytes are not text in that encoding
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding = "auto"): string {
  if (encoding !== "auto") return decode(bytes, encoding) ?? refuse(encoding);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, "utf-16le") ?? refuse("UTF-16");
  return decode(bytes, "utf-8") ?? decode(bytes, "gb18030") ?? refuse("UTF-8 or GB18030");
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(encoding: string): never {
  throw new Problem("rule-broken", `the file must be text in ${encoding}`);
}
