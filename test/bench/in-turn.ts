import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { type Figure, median } from "./figure.ts";

/** How often a time is measured: of the rounds of a full measure this part. */
export type Share = number;

/** Rounds measured, after as many that only warm up. */
const ROUNDS = 300;

/** Does some works one after the other, again and again. @returns the median milliseconds of each */
export async function inTurn(
  works: readonly (() => Promise<unknown>)[],
  share: Share,
  { most = ROUNDS, between }: { most?: number; between?: () => Promise<unknown> } = {},
): Promise<readonly number[]> {
  const rounds = Math.ceil(most * share);
  const times = works.map((): number[] => []);
  for (let round = 0; round < 2 * rounds; round++) {
    for (const [index, work] of works.entries()) {
      await between?.();
      const began = performance.now();
      await work();
      if (round >= rounds) times[index]?.push(performance.now() - began);
    }
  }
  return times.map(median);
}

/** What we take as a ratio to what they take. */
export function ratio(
  name: string,
  [ours = Number.NaN, theirs = Number.NaN]: readonly number[],
  target?: number,
): Figure {
  const detail = `${ours.toFixed(2)} ms ÷ ${theirs.toFixed(2)} ms`;
  return { name, value: ours / theirs, unit: "×", ...(target !== undefined && { target }), detail };
}

/** The raw call that reading a record needs. */
export function getItem(raw: DynamoDBDocumentClient, pk: string, sk: string) {
  return raw.send(new GetCommand({ TableName: TABLE_NAME, Key: { pk, sk }, ConsistentRead: true }));
}
