import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priced, totalOf } from "../../lib/opportunities/pricing.ts";

const cny = (amount: number) => ({ amount, currency: "CNY" });
const productId = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const offers = new Map([
  [productId, { name: "Heat pump", category: "heat", unitPrice: cny(333), active: true }],
]);

describe("lines of an opportunity", () => {
  it("keep the product as it was, and are cheaper by their discount", () => {
    const [line] = priced([{ productId, quantity: 3, discount: 1_000 }], offers);
    expect(line).toEqual({
      productId,
      productName: "Heat pump",
      category: "heat",
      quantity: 3,
      unitPrice: cny(333),
      discount: 1_000,
      amount: cny(899),
    });
  });

  it("round half-up to the minor unit, each by itself, and sum to the amount", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 1_000_000 }),
            price: fc.integer({ min: 0, max: 40_000 }),
            discount: fc.nat(10_000),
          }),
          { maxLength: 20 },
        ),
        (wanted) => {
          const lines = priced(
            wanted.map(({ quantity, price, discount }) => ({
              productId,
              quantity,
              unitPrice: cny(price),
              discount,
            })),
            offers,
          );
          for (const [index, { quantity, price, discount }] of wanted.entries()) {
            const exact = BigInt(quantity) * BigInt(price) * BigInt(10_000 - discount);
            const off = BigInt(lines[index]?.amount.amount ?? 0) * 10_000n - exact;
            expect(off > -5_000n && off <= 5_000n).toBe(true);
          }
          expect(totalOf(lines)).toBe(lines.reduce((sum, { amount }) => sum + amount.amount, 0));
        },
      ),
    );
  });

  it("refuse what is not offered any more and what cannot be booked, naming the line", () => {
    const gone = new Map([[productId, { name: "Old pump", unitPrice: cny(1), active: false }]]);
    expect(() => priced([{ productId, quantity: 1 }], gone)).toThrow("Old pump is not offered any more");
    const huge = { productId, quantity: 1_000_000, unitPrice: cny(1_000_000_000) };
    expect(() => priced([{ productId, quantity: 1 }, huge], offers)).toThrow(
      expect.objectContaining({ flaws: [expect.objectContaining({ pointer: "/lines/1" })] }),
    );
  });
});
