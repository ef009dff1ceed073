/** What a value is, and so how each language writes it. */
export type ValueKind =
  | "text"
  /** A calendar date. */
  | "date"
  | "number"
  | "money"
  /** Basis points off a price: 1500 is 15 % off, 8.5 折. */
  | "discount"
  /** A web address. */
  | "url"
  /** True or false, for passages that are there or not. */
  | "flag";

interface Variable {
  readonly is: ValueKind;
  /** Not every mail has it: texts say it within `{{#name}}…{{/name}}`. */
  readonly optional?: true;
}

/** Why customers are written to, and what a mail for that occasion can say (DOMAIN §11). */
interface Occasion {
  /** Which kind of mail a recipient refuses to be spared of it. */
  readonly kind: "care" | "membership" | "campaign";
  readonly variables: Readonly<Record<string, Variable>>;
}

const text = { is: "text" } as const;
const belated = { is: "flag", optional: true } as const;

/** What every mail can say: who it is to, and who it is from. */
export const COMMON_VARIABLES = {
  name: text,
  company: text,
  /** Who looks after the customer. */
  owner: { is: "text", optional: true },
} as const satisfies Record<string, Variable>;

/** Every occasion with its variables, declared once: queued values, saved texts and the API's documentation follow it. */
export const OCCASIONS = {
  birthday: { kind: "care", variables: { belated } },
  holiday: { kind: "care", variables: { festival: { is: "text", optional: true }, belated } },
  "membership-anniversary": {
    kind: "care",
    variables: { years: { is: "number" }, tier: { is: "text", optional: true }, belated },
  },
  "delivery-follow-up": {
    kind: "care",
    variables: { product: text, deliveredOn: { is: "date", optional: true } },
  },
  "warranty-ending": {
    kind: "care",
    variables: {
      product: text,
      warrantyUntil: { is: "date" },
      cardNumber: { is: "text", optional: true },
    },
  },
  "win-back": { kind: "care", variables: { lastPurchaseOn: { is: "date", optional: true } } },
  "tier-raised": {
    kind: "membership",
    variables: {
      tier: text,
      discount: { is: "discount", optional: true },
      privileges: { is: "text", optional: true },
    },
  },
  "points-expiring": {
    kind: "membership",
    variables: {
      points: { is: "number" },
      expiresOn: { is: "date" },
      balance: { is: "number", optional: true },
    },
  },
  campaign: {
    kind: "campaign",
    variables: {
      campaign: text,
      headline: { is: "text", optional: true },
      offer: { is: "text", optional: true },
      code: { is: "text", optional: true },
      until: { is: "date", optional: true },
      link: { is: "url", optional: true },
    },
  },
} as const satisfies Record<string, Occasion>;
export type OccasionName = keyof typeof OCCASIONS;

/** A template's key: an occasion, one of its varieties, for one tier of members, e.g. `holiday.mid-autumn~vip`. */
const KEY = /^([a-z]+(?:-[a-z]+)*)(?:\.([a-z0-9]+(?:-[a-z0-9]+)*))?(?:~([a-z0-9]+(?:-[a-z0-9]+)*))?$/;

/** The parts of a template's key; `undefined` when no occasion is called so. */
export function readKey(
  key: string,
): { occasion: OccasionName; variety: string | undefined; tier: string | undefined } | undefined {
  const [, named, variety, tier] = KEY.exec(key) ?? [];
  const occasion = OCCASION_NAMES.find((name) => name === named);
  return occasion === undefined ? undefined : { occasion, variety, tier };
}

export const OCCASION_NAMES = [
  "birthday",
  "holiday",
  "membership-anniversary",
  "delivery-follow-up",
  "warranty-ending",
  "win-back",
  "tier-raised",
  "points-expiring",
  "campaign",
] as const satisfies readonly OccasionName[];

/** Everything that a mail for an occasion can say. */
export function variablesOf(occasion: OccasionName): Readonly<Record<string, Variable>> {
  return { ...COMMON_VARIABLES, ...OCCASIONS[occasion].variables };
}
