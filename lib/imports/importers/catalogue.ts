import type * as z from "zod";
import { authorize } from "../../access/reach.ts";
import { competitorClaim, competitorInput, competitors } from "../../competitors/competitor.ts";
import { createCompetitor } from "../../competitors/verbs.ts";
import { stampOf } from "../../http/context.ts";
import { parsePart } from "../../http/flaws.ts";
import { patched } from "../../http/merge-patch.ts";
import { partnerClaim, partnerInput, partners } from "../../partners/partner.ts";
import { createPartner } from "../../partners/verbs.ts";
import { reachable } from "../../phone/reachable.ts";
import { createProduct } from "../../products/create.ts";
import { productClaim, productInput, products } from "../../products/product.ts";
import type { ResourceEntity } from "../../resource/verbs.ts";
import { nextVersion, type RecordBase } from "../../table/record.ts";
import { type Change, put, unchanged } from "../../table/write.ts";
import { fieldsOf } from "../field.ts";
import type { Desk, Done, Importer, Row } from "../importer.ts";
import { recordIn } from "../known.ts";
import { same } from "./same.ts";

/** How records without owners are made and changed: the input as it is, and what the verb that makes one adds. */
interface Shelf<R extends RecordBase, S extends z.ZodObject> {
  readonly entity: ResourceEntity<R>;
  readonly input: S;
  make(input: z.output<S>, desk: Desk): Promise<Change<R>> | Change<R>;
  change(record: R, fields: z.output<S>): Promise<Partial<R>> | Partial<R>;
}

function deciding<R extends RecordBase, S extends z.ZodObject>({ entity, input, make, change }: Shelf<R, S>) {
  return async ({ id, values }: Row, existing: string | undefined, desk: Desk): Promise<Change<Done>> => {
    const record = existing === undefined ? undefined : recordIn(desk.known, entity, existing);
    if (record === undefined) {
      const { result } = await make(parsePart(input, values, ""), desk);
      return { writes: put(entity, { ...result, id }, undefined), result: { id, outcome: "created" } };
    }
    authorize(desk.context.caller, "update", entity, record);
    const fields = await change(record, patched(input, record, values));
    const next: R = { ...nextVersion(record, {}, stampOf(desk.context)), ...fields };
    if (same(record, next)) return unchanged({ id: record.id, outcome: "unchanged" });
    return { writes: put(entity, next, record), result: { id: record.id, outcome: "updated" } };
  };
}

export const productImporter = (): Importer => ({
  resource: "product",
  fields: fieldsOf(productInput),
  required: ["name", "unitPrice"],
  keys: { number: productClaim.number, name: productClaim.name },
  shares: ({ values: { name } }) => [`name:${name}`],
  numbers: ({ values }, exists) => (exists || values.number !== undefined ? [] : ["product"]),
  decide: deciding({
    entity: products,
    input: productInput,
    make: (input, { context, number }) => createProduct(input, context, () => number("product")),
    change: (record, fields) => ({ ...fields, number: fields.number ?? record.number }),
  }),
});

export const partnerImporter = (): Importer => ({
  resource: "partner",
  fields: fieldsOf(partnerInput),
  required: ["name"],
  keys: { name: partnerClaim.name },
  shares: ({ values: { name } }) => [`name:${name}`],
  numbers: () => [],
  decide: deciding({
    entity: partners,
    input: partnerInput,
    make: (input, { context }) => createPartner(input, context),
    change: (_, fields) => reachable(fields),
  }),
});

export const competitorImporter = (): Importer => ({
  resource: "competitor",
  fields: fieldsOf(competitorInput),
  required: ["name"],
  keys: { name: competitorClaim.name },
  shares: ({ values: { name } }) => [`name:${name}`],
  numbers: () => [],
  decide: deciding({
    entity: competitors,
    input: competitorInput,
    make: (input, { context }) => createCompetitor(input, context),
    change: (_, fields) => fields,
  }),
});
