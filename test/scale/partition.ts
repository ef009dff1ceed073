import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Item } from "../../lib/table/entity.ts";
import { INDEXES } from "../../lib/table/query.ts";

const SORTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(INDEXES).map(({ partition, sort }) => [partition, sort]),
);

/** Of some items those that a query reads, in its order. */
export function inPartition(
  items: readonly Item[],
  {
    KeyConditionExpression = "",
    ExpressionAttributeNames: { "#pk": pk = "" } = {},
    ExpressionAttributeValues: { ":pk": key, ":low": low, ":high": high } = {},
    ScanIndexForward = true,
    Limit = Number.POSITIVE_INFINITY,
  }: QueryCommandInput,
): Item[] {
  if (!/^#pk = :pk( AND #sk (>= :low|<= :high|BETWEEN :low AND :high))?$/.test(KeyConditionExpression))
    throw new Error(`not known how to read ${KeyConditionExpression}`);
  const sort = (item: Item) => String(item[SORTS[pk] ?? ""]);
  const found = items
    .filter(
      (item) => item[pk] === key && sort(item) >= (low ?? "") && (high === undefined || sort(item) <= high),
    )
    .sort((a, b) => (sort(a) < sort(b) ? -1 : 1));
  return (ScanIndexForward ? found : found.toReversed()).slice(0, Limit);
}
