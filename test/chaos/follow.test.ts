import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SYSTEM } from "../../lib/access/caller.ts";
import type { Person } from "../../lib/access/directory.ts";
import { recordActivity } from "../../lib/activities/record.ts";
import { givenTo } from "../../lib/customers/assign.ts";
import { createCustomer } from "../../lib/customers/create.ts";
import { type Customer, customers } from "../../lib/customers/customer.ts";
import { followCustomer } from "../../lib/customers/follow.ts";
import { followers } from "../../lib/followers.ts";
import type { Context } from "../../lib/http/context.ts";
import { newId } from "../../lib/ids/id.ts";
import { createOpportunity } from "../../lib/opportunities/create.ts";
import { type Opportunity, opportunities } from "../../lib/opportunities/opportunity.ts";
import { remove } from "../../lib/resource/verbs.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import { commit } from "../../lib/table/commit.ts";
import { get } from "../../lib/table/read.ts";
import { createTask } from "../../lib/tasks/create.ts";
import { taskInput } from "../../lib/tasks/task.ts";
import { injectFaults, suffering } from "./faults.ts";
import { startTableStream, type TableStream } from "./table-stream.ts";

let stream: TableStream;

beforeAll(async () => {
  stream = await startTableStream();
  injectFaults();
});
afterAll(() => stream.stop());

const someone = (): Person => ({
  ...SYSTEM,
  userId: newId("user", new Date()),
  grants: shippedRoles.find(({ key }) => key === "admin")?.grants ?? [],
});
const [first, second] = [someone(), someone()];

function context(): Context {
  return { caller: first, now: new Date(), requestId: "test", ifMatch: undefined };
}

let made = 0;

function newCustomer(): Promise<Customer> {
  return createCustomer({ name: `C ${++made}`, kind: "company" }, { allowDuplicate: false }, context()).then(
    commit,
  );
}

async function newOpportunity(customerId: string): Promise<Opportunity> {
  return commit(await createOpportunity({ name: "O", customerId }, { allowDuplicate: false }, context()));
}

async function giveTo(owner: Person, id: string): Promise<void> {
  await commit(givenTo(owner, await get(customers, id), context()));
}

const follow = (id: string) => followCustomer(id, followers, new Date());

/** Milliseconds by which each database call of a slow run is late. */
const LATE = 250;
const slowly = <T>(work: () => Promise<T>) => suffering(undefined, () => LATE, work);
const calls = (count: number) => new Promise((resolve) => setTimeout(resolve, LATE * (count + 0.5)));

describe("a follower never brings back what its customer was", () => {
  test("when it read the customer, fell asleep, and another was faster", async () => {
    const { id } = await newCustomer();
    const child = await newOpportunity(id);
    await giveTo(second, id);
    const late = slowly(() => follow(id));
    await calls(1);
    await giveTo(first, id);
    await follow(id);
    await late;
    const { customerOwnerId, version } = await get(opportunities, child.id);
    expect([customerOwnerId, version]).toEqual([first.userId, 1]);
  });

  test("when it read its children, fell asleep, and another was faster", async () => {
    const { id } = await newCustomer();
    const child = await newOpportunity(id);
    await giveTo(second, id);
    const late = slowly(() => follow(id));
    await calls(2);
    await follow(id);
    await giveTo(first, id);
    await follow(id);
    await late;
    expect((await get(opportunities, child.id)).customerOwnerId).toBe(first.userId);
  });

  test("and what is made meanwhile is made from the customer as it is then", async () => {
    const { id } = await newCustomer();
    await newOpportunity(id);
    const late = slowly(() => newOpportunity(id));
    await calls(1);
    await giveTo(second, id);
    await follow(id);
    const child = await late;
    expect((await get(opportunities, child.id)).customerOwnerId).toBe(second.userId);
  });

  test.each([
    ["a task", async (id: string) => createTask(taskInput.parse({ title: "T", customerId: id }), context())],
    [
      "an activity",
      async (id: string) => recordActivity({ kind: "call", customerId: id, content: "A" }, context()),
    ],
  ] as const)("so is %s", async (_, make) => {
    const { id } = await newCustomer();
    const late = slowly(async () => commit<{ customerOwnerId?: string | undefined }>(await make(id)));
    await calls(1);
    await giveTo(second, id);
    await follow(id);
    expect((await late).customerOwnerId).toBe(second.userId);
  });

  test("and a customer that was deleted meanwhile leaves its records as they are", async () => {
    const { id } = await newCustomer();
    const child = await newOpportunity(id);
    await giveTo(second, id);
    const late = slowly(() => follow(id));
    await calls(2);
    const record = await get(customers, id);
    await commit(remove(customers, record, context()));
    await late;
    const { customerOwnerId, version } = await get(opportunities, child.id);
    expect([customerOwnerId, version]).toEqual([first.userId, 1]);
  });
});
