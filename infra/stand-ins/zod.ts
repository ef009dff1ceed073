/**
 * Takes the place of zod in the product's own files: here a schema is built when it is first used, not when its module is
 * imported. An area declares hundreds of schemas, and the request that a cold start waits for needs a few of them.
 */
import * as zod from "zod";
import { _coercedNumber, _string } from "zod/v4/core";

// biome-ignore lint/performance: whatever is not made late below is zod's own
export * from "zod";

/** What makes a further schema of a schema; whatever else is asked of one builds it. */
const STEPS = new Set<PropertyKey>(
  (
    "optional nullable default array or meta transform pipe apply refine superRefine min max length regex includes " +
    "trim toUpperCase toLowerCase int positive extend omit pick partial strict"
  ).split(" "),
);

/** How to build those that are not built yet. */
const makers = new WeakMap<object, () => object>();

/** What a late schema inherits from until it is built. */
const unbuilt = new Proxy(Object.prototype, {
  get(_, name, schema: object) {
    if (!STEPS.has(name)) return Reflect.get(built(schema), name);
    return (...inputs: unknown[]) =>
      late(() => Reflect.apply(Reflect.get(built(schema), name), schema, inputs));
  },
});

function late(make: () => object): object {
  const schema: object = Object.create(unbuilt);
  makers.set(schema, make);
  return schema;
}

/** Lets a late schema become the schema that it stands for: the same object as before, now with all that zod gave the other. */
function built(schema: object): object {
  const make = makers.get(schema);
  if (make === undefined) return schema;
  makers.delete(schema);
  const model = built(make());
  Object.setPrototypeOf(schema, Object.getPrototypeOf(model));
  return Object.defineProperties(schema, Object.getOwnPropertyDescriptors(model));
}

function lateOnes<F extends (...inputs: never[]) => object>(make: F): F {
  return new Proxy(make, { apply: (_, self, inputs) => late(() => Reflect.apply(make, self, inputs)) });
}

/** Others may take over the fields of an object that is not built yet. */
function lateObjects<F extends (...inputs: never[]) => object>(make: F): F {
  return new Proxy(make, {
    apply: (_, self, inputs) =>
      Object.defineProperty(
        late(() => Reflect.apply(make, self, inputs)),
        "shape",
        { value: inputs[0], configurable: true },
      ),
  });
}

export const object = /* @__PURE__ */ lateObjects(zod.object);
export const strictObject = /* @__PURE__ */ lateObjects(zod.strictObject);
export const array = /* @__PURE__ */ lateOnes(zod.array);
export const boolean = /* @__PURE__ */ lateOnes(zod.boolean);
export const discriminatedUnion = /* @__PURE__ */ lateOnes(zod.discriminatedUnion);
export const email = /* @__PURE__ */ lateOnes(zod.email);
export const int = /* @__PURE__ */ lateOnes(zod.int);
export const literal = /* @__PURE__ */ lateOnes(zod.literal);
export const nullable = /* @__PURE__ */ lateOnes(zod.nullable);
export const number = /* @__PURE__ */ lateOnes(zod.number);
export const record = /* @__PURE__ */ lateOnes(keyed);
export const string = /* @__PURE__ */ lateOnes(text);
export const tuple = /* @__PURE__ */ lateOnes(zod.tuple);
export const union = /* @__PURE__ */ lateOnes(zod.union);
export const unknown = /* @__PURE__ */ lateOnes(zod.unknown);
export const url = /* @__PURE__ */ lateOnes(zod.url);
export const coerce = { number: /* @__PURE__ */ lateOnes(coercedNumber) };
const choice = /* @__PURE__ */ lateOnes(zod.enum);

export { choice as enum };

/** A text without zod's former ways to name a format, e.g. `z.string().email()`, which bring along every format that it knows. */
function text(params?: Parameters<typeof zod.string>[0]) {
  return _string(zod._ZodString, params);
}

function coercedNumber(params?: Parameters<typeof zod.coerce.number>[0]) {
  return _coercedNumber(zod.ZodNumber, params);
}

/** A record without its former way to name values alone, which are then under a text of `zod.string`. */
function keyed(keyType: zod.core.$ZodRecordKey, valueType: zod.ZodType) {
  return new zod.ZodRecord({ type: "record", keyType, valueType });
}
