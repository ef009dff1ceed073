import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { nouns } from "../../lib/nouns.ts";
import { aside } from "../../lib/projections/project.ts";
import { documents } from "../../lib/table/client.ts";
import type { Item } from "../../lib/table/entity.ts";
import { inPartition } from "./partition.ts";
import type { Totals } from "./totals.ts";
import { updated } from "./update.ts";

/**
 * A table in memory in the place of the database, while records are made for a large one: the product's verbs read and
 * write as always, and what its stream would make of each write, but for histories, lies beside at once.
 */
export interface Desk {
  /** What is on it stays: it is everybody's. */
  keep(): void;
  /** Takes away all that does not stay. */
  cleared(): Item[];
  /** All that stays. */
  kept(): Item[];
  /** Calls go to the database again. */
  close(): void;
}

const keyOf = ({ pk, sk }: Item) => `${pk}/${sk}`;

/**
 * Opens a desk on which some items lie to stay. It holds few at a time: it is cleared after each customer.
 * @param totals are told of every change
 */
export function openDesk(there: readonly Item[], totals: Totals): Desk {
  const lasting = new Map(there.map((item) => [keyOf(item), item]));
  const passing = new Map<string, Item>();

  const read = (key: Item) => passing.get(keyOf(key)) ?? lasting.get(keyOf(key));
  function lay(item: Item): void {
    const stays = lasting.has(keyOf(item)) || item.sk === "counter" || item.entity === "secret";
    (stays ? lasting : passing).set(keyOf(item), item);
  }
  function write(is: Item): void {
    const was = read(is);
    lay(is);
    totals.change(was, is);
    const { fixed, versioned } = aside({ position: "0", was, is }, nouns);
    for (const item of fixed) if (item.entity !== "history") lay(item);
    for (const item of versioned) lay(item);
  }
  const isRefused = ({
    Item = {},
    ConditionExpression,
  }: Pick<PutCommand["input"], "Item" | "ConditionExpression">) =>
    ConditionExpression === "attribute_not_exists(pk)" && read(Item) !== undefined;
  function update(input: UpdateCommand["input"]): Item {
    const next = updated(read(input.Key ?? {}) ?? { ...input.Key }, input);
    write(next);
    return next;
  }

  function answer(command: unknown): object {
    if (command instanceof GetCommand) return { Item: read(command.input.Key ?? {}) };
    if (command instanceof BatchGetCommand)
      return {
        Responses: Object.fromEntries(
          Object.entries(command.input.RequestItems ?? {}).map(([table, { Keys = [] }]) => [
            table,
            Keys.flatMap((key) => read(key) ?? []),
          ]),
        ),
      };
    if (command instanceof QueryCommand)
      return { Items: inPartition([...lasting.values(), ...passing.values()], command.input) };
    if (command instanceof PutCommand) {
      if (isRefused(command.input))
        throw new ConditionalCheckFailedException({ message: "it is there already", $metadata: {} });
      write(command.input.Item ?? {});
      return {};
    }
    if (command instanceof UpdateCommand) return { Attributes: update(command.input) };
    if (command instanceof TransactWriteCommand) {
      const { TransactItems = [] } = command.input;
      const refused = TransactItems.map(({ Put }) => Put !== undefined && isRefused(Put));
      if (refused.includes(true))
        throw new TransactionCanceledException({
          message: "some are there already",
          CancellationReasons: refused.map((is) => ({ Code: is ? "ConditionalCheckFailed" : "None" })),
          $metadata: {},
        });
      for (const { Put, Update, Delete } of TransactItems) {
        if (Put !== undefined) write(Put.Item ?? {});
        if (Update !== undefined) update(Update);
        if (Delete !== undefined) throw new Error(`${keyOf(Delete.Key ?? {})} is to stay`);
      }
      return {};
    }
    throw new Error("the desk knows no such call");
  }

  const client = documents();
  client.send = (async (command: unknown) => answer(command)) as never;
  return {
    keep() {
      for (const [key, item] of passing) lasting.set(key, item);
      passing.clear();
    },
    cleared() {
      const items = [...passing.values()];
      passing.clear();
      return items;
    },
    kept: () => [...lasting.values()],
    close: () => void Reflect.deleteProperty(client, "send"),
  };
}
