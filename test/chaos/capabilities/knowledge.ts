import type { Capability } from "../capability.ts";
import { createPool } from "../pool.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

/** What the writers know of an article: only what they were answered. */
interface Known {
  readonly id: string;
  status: "draft" | "published" | "archived";
  title: string;
  version: number;
}

const MOVES = { draft: "publish", published: "archive", archived: "restore" } as const;
const SIGNS = [..."热泵四通阀漏水异响压缩机冷媒化霜温控器面板"];

/** Articles whose words change all the time: each change writes and takes away dozens of places where they are found. */
export function knowledge(world: World): Capability {
  const { staff, goods, ask, expect } = world;
  const known = createPool<Known>();
  const words = (random: Random) =>
    Array.from({ length: random.between(4, 24) }, () => random.pick(SIGNS)).join("");
  const said = (random: Random) => ({
    title: `${world.name("文章")} ${words(random)}`,
    body: `${words(random)}\n\n${words(random)}`,
    tags: [random.pick(SIGNS), `T${random.between(1, 9)}`],
    productIds: random.chance(0.5) ? [goods.pump.id] : [],
  });
  const took = (one: Known, { status, title, version }: Omit<Known, "id">) =>
    Object.assign(one, { status, title, version });

  return {
    acts: [
      {
        weight: 3,
        async run(random) {
          const body = { ...said(random), status: random.pick(["draft", "published"]) };
          const made = await expect(ask(staff.admin, "POST", "/knowledge-articles", body), 201);
          if (made !== undefined)
            known.add({ id: made.id, status: made.status, title: made.title, version: made.version });
          return true;
        },
      },
      {
        weight: 4,
        run: (random) =>
          known.using(
            random,
            ({ status }) => status !== "archived",
            async (one) => {
              const path = `/knowledge-articles/${one.id}`;
              const body = await expect(ask(staff.admin, "PATCH", path, said(random)), 200);
              if (body !== undefined) took(one, body);
            },
          ),
      },
      {
        weight: 2,
        run: (random) =>
          known.using(
            random,
            () => true,
            async (one) => {
              const path = `/knowledge-articles/${one.id}/${MOVES[one.status]}`;
              const body = await expect(ask(staff.admin, "POST", path), 200);
              if (body !== undefined) took(one, body);
            },
          ),
      },
    ],
    invariants: [
      {
        sentence: "every article is as its writers were told, no more and no fewer",
        broken(evidence) {
          const there = new Map(evidence.of("knowledge-article").map((item) => [item.id, item]));
          const wrong = known.all.flatMap(({ id, status, title }) => {
            const found = there.get(id);
            return found?.status === status && found.title === title
              ? []
              : [`${id} is ${found?.status} ${found?.title}, told ${status} ${title}`];
          });
          return there.size === known.all.length
            ? wrong
            : [...wrong, `${there.size} articles, ${known.all.length} written`];
        },
      },
    ],
    figures: (evidence) => ({
      articles: evidence.of("knowledge-article").length,
      "words they are found by": evidence
        .of("copy")
        .filter(({ sk, ttl }) => ttl === undefined && String(sk).startsWith("copy#word#")).length,
    }),
  };
}
