import * as z from "zod";
import { ENCODINGS } from "../csv/decode.ts";
import { text } from "../text/text.ts";

/** What can be imported. */
export const IMPORTABLE = [
  "department",
  "user",
  "product",
  "partner",
  "competitor",
  "customer",
  "opportunity",
  "service-request",
] as const;
export type Importable = (typeof IMPORTABLE)[number];

export const UPSERT_KEYS = ["number", "name", "email", "phone"] as const;
export type UpsertKey = (typeof UPSERT_KEYS)[number];

/** How dates are written. `auto` reads 2026-11-30, 2026/11/30, 2026.11.30 and 2026年11月30日, with or without a time behind. */
export const DATE_FORMATS = ["auto", "DD/MM/YYYY", "MM/DD/YYYY", "excel"] as const;

const fieldName = z.string().min(1).max(60);

/** Where a column goes, and how its cells are written. */
const target = z.strictObject({
  field: fieldName,
  dateFormat: z
    .enum(DATE_FORMATS)
    .optional()
    .meta({ description: "`excel` is the number of days that Excel keeps" }),
  scale: z
    .number()
    .positive()
    .max(1_000_000_000)
    .optional()
    .meta({ description: "Main units of the currency in one unit of the column: 1000000 for millions" }),
  decimal: z.enum([".", ","]).optional().meta({ description: "The decimal sign; a point unless told" }),
  template: z
    .string()
    .max(200)
    .regex(/\{(value|slug)\}/, { error: "must hold {value} or {slug}" })
    .optional()
    .meta({
      description:
        "Text made of the cell: {value} as it is, {slug} in lower-case letters, digits and hyphens",
    }),
});
export type Target = z.infer<typeof target>;

const targetOrName = z.union([fieldName, target]);
const cell = z.union([z.string().max(1000), z.number(), z.boolean()]);
const column = z.string().trim().min(1, { error: "must name a column" }).max(200);

/** How the rows of an import become records (DOMAIN §11). */
export const importInput = z.strictObject({
  resource: z.enum(IMPORTABLE),
  /** For people: the file's name, say. */
  name: text(200).optional(),
  columns: z
    .record(column, z.union([targetOrName, z.array(targetOrName).min(1).max(10)]))
    .refine((columns) => Object.keys(columns).length > 0, { error: "must map at least one column" })
    .refine((columns) => Object.keys(columns).length <= 200, { error: "must map at most 200 columns" })
    .meta({
      description: "Column of the file → field, or field and how its cells are written, or several of them",
    }),
  defaults: z
    .record(fieldName, cell)
    .default({})
    .meta({ description: "Field → what holds where its cell is empty or no column is mapped to it" }),
  aliases: z
    .record(fieldName, z.record(z.string().max(1000), z.string().max(1000)))
    .default({})
    .meta({
      description: "Field → as a cell may say it → as it is meant; an empty meaning empties the cell",
    }),
  upsertBy: z.enum(UPSERT_KEYS).optional().meta({
    description: "A row whose record exists by this changes it; without it every row makes a record",
  }),
  onUnknown: z
    .record(fieldName, z.enum(["fail", "create", "leave-empty"]))
    .default({})
    .meta({
      description: "What happens when a cell names a record that does not exist: the row fails unless told",
    }),
  allowDuplicates: z
    .boolean()
    .default(false)
    .meta({ description: "Accept customers with the name, phone or e-mail of another" }),
  delimiter: z.enum([",", ";", "\t", "|"]).optional().meta({ description: "Found out unless told" }),
  encoding: z.enum(ENCODINGS).default("auto"),
  dryRun: z.boolean().default(false).meta({ description: "Write nothing but the report" }),
  chunks: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({ description: "How many there will be, so that missing ones can be named" }),
});
export type ImportInput = z.infer<typeof importInput>;

/** The rules by which rows are read. */
export type Mapping = Omit<ImportInput, "name" | "chunks">;

/** Every column with its targets spelled out. */
export function targetsOf({ columns }: Pick<Mapping, "columns">): { column: string; targets: Target[] }[] {
  return Object.entries(columns).map(([column, said]) => ({
    column,
    targets: (Array.isArray(said) ? said : [said]).map((one) =>
      typeof one === "string" ? { field: one } : one,
    ),
  }));
}
