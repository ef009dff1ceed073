import { describe, expect, it } from "vitest";
import * as zod from "zod";
import * as late from "../../infra/stand-ins/zod.ts";

type Zod = typeof late;

/** The same declarations with zod and with what takes its place in bundles. */
const DECLARED: Readonly<Record<string, (z: Zod) => zod.ZodType>> = {
  "a text": (z) => z.string().trim().min(1, { error: "must not be empty" }).max(5),
  "a choice": (z) => z.enum(["won", "lost"]).default("won"),
  "an object": (z) =>
    z.strictObject({ amount: z.int().min(0), tags: z.array(z.string()).max(2).optional() }).meta({ id: "O" }),
  "a further object": (z) => {
    const first = z.strictObject({ name: z.string(), on: z.string().nullable() });
    return z.object({ ...first.shape, more: first.omit({ on: true }).partial() }).extend({ n: z.int() });
  },
  "a union": (z) =>
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("a"), a: z.string() }),
      z.strictObject({ kind: z.literal("b"), b: z.union([z.int(), z.boolean()]) }),
    ]),
  "a record": (z) => z.record(z.string().regex(/^\w+$/), z.tuple([z.int(), z.unknown()])),
  "a rule": (z) =>
    z.strictObject({ a: z.int() }).refine(({ a }) => a > 1, { error: "must be more", path: ["a"] }),
  "a reading": (z) =>
    z
      .string()
      .transform((text) => text.length)
      .pipe(z.number().max(3)),
  "a number of a query": (z) =>
    z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(20), n: z.coerce.number() }),
  formats: (z) => z.strictObject({ email: z.email().max(20), url: z.url(), on: z.iso.date() }).partial(),
  "a step of our own": (z) => z.object({ a: z.int() }).apply((it) => z.array(it.shape.a).max(1)),
};

const VALUES: readonly unknown[] = [
  undefined,
  null,
  "",
  " won ",
  "won",
  "long enough",
  3,
  [1],
  [1, 2],
  { a: 1 },
  { a: 2 },
  { a: 2, b: 3 },
  { amount: 1, tags: ["x"] },
  { amount: -1, tags: ["x", "y", "z"] },
  { name: "n", on: null, more: {}, n: 1 },
  { name: "n", on: 1, more: { name: 2 }, n: 1 },
  { kind: "a", a: "x" },
  { kind: "b", b: "x" },
  { kind: "c" },
  { good: [1, "x"] },
  { "not good": [1] },
  { limit: "5", n: "7" },
  { limit: "51", n: "x" },
  { email: "a@example.com", url: "https://example.com/a", on: "2026-02-28" },
  { email: "example.com", url: "nowhere", on: "2026-02-30" },
];

describe("zod in bundles", () => {
  for (const [what, declare] of Object.entries(DECLARED)) {
    it(`reads ${what} as zod does`, () => {
      const outcome = (z: Zod) => {
        const schema = declare(z);
        return VALUES.map((value) => {
          const { success, data, error } = schema.safeParse(value);
          return { success, data, issues: error?.issues };
        });
      };
      expect(outcome(late)).toEqual(outcome(zod));
      expect(outcome(zod).some(({ success }) => success)).toBe(true);
    });
  }

  it("builds nothing before it is used, and then what is used alone", () => {
    const built: string[] = [];
    const seen = (name: string) => (schema: zod._ZodString) => {
      built.push(name);
      return schema;
    };
    const field = late.string().apply(seen("field"));
    const fields = late.strictObject({ field, other: late.string().apply(seen("other")) });
    const route = late.object({ ...fields.shape }).meta({ id: "Route" });
    const used = late.object({ only: fields.shape.field.optional() });
    expect(built).toEqual([]);
    expect(used.parse({ only: "x" })).toEqual({ only: "x" });
    expect(built).toEqual(["field"]);
    expect(route.safeParse({}).success).toBe(false);
    expect(built).toEqual(["field", "other"]);
  });

  it("keeps a schema the object that it was, wherever it is met", () => {
    const field = late.string().min(2);
    const parent = late.object({ field: field.optional() });
    const optional = parent.shape.field;
    expect(optional).toBeInstanceOf(late.ZodOptional);
    expect(optional.def.innerType).toBe(field);
    expect(field.parse("ab")).toBe("ab");
    expect(parent.shape.field.unwrap()).toBe(field);
  });
});
