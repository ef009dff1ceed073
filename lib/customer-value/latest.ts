import { type Item, toItem } from "../table/entity.ts";
import { getItems } from "../table/read.ts";
import { putBeside, type Write } from "../table/write.ts";
import { type ValueRun, valueRuns } from "./run.ts";

/** Where the run that ended last is found without a search. */
export const LATEST = { pk: "customer-value", sk: "latest" };

/** Puts a run that is done where everybody looks; part of its last round. */
export function putLatest(run: ValueRun): Write {
  return putBeside({
    ...toItem(valueRuns, run),
    ...LATEST,
    entity: "value-run-latest",
    allPk: undefined,
    listSk: undefined,
  });
}

/** The run that ended last; `undefined` before the first. @param items read together with others, by key */
export function latestIn(items: ReadonlyMap<string, Item>): ValueRun | undefined {
  const item = items.get(`${LATEST.pk}/${LATEST.sk}`);
  return item === undefined ? undefined : valueRuns.schema.parse(item);
}

/** The run that ended last. One call. */
export async function latestRun(): Promise<ValueRun | undefined> {
  return latestIn(await getItems([LATEST]));
}
