import type { Importer } from "./importer.ts";
import type { Importable } from "./mapping.ts";

/** Loaded when rows of that resource come: each brings the whole noun along, and a chunk has rows of one. */
const IMPORTERS: Readonly<Record<Importable, () => Promise<Importer>>> = {
  department: async () => (await import("./importers/staff.ts")).departmentImporter(),
  user: async () => (await import("./importers/staff.ts")).userImporter(),
  product: async () => (await import("./importers/catalogue.ts")).productImporter(),
  partner: async () => (await import("./importers/catalogue.ts")).partnerImporter(),
  competitor: async () => (await import("./importers/catalogue.ts")).competitorImporter(),
  customer: async () => (await import("./importers/customer.ts")).customerImporter(),
  opportunity: async () => (await import("./importers/opportunity/importer.ts")).opportunityImporter(),
  "service-request": async () => (await import("./importers/service-request/importer.ts")).requestImporter(),
};

const made = new Map<Importable, Promise<Importer>>();

/** How rows become records of a resource. */
export function importerOf(resource: Importable): Promise<Importer> {
  const importer = made.get(resource) ?? IMPORTERS[resource]();
  made.set(resource, importer);
  return importer;
}
