import type { Importer } from "./importer.ts";
import { competitorImporter, partnerImporter, productImporter } from "./importers/catalogue.ts";
import { customerImporter } from "./importers/customer.ts";
import { opportunityImporter } from "./importers/opportunity/importer.ts";
import { requestImporter } from "./importers/service-request/importer.ts";
import { departmentImporter, userImporter } from "./importers/staff.ts";
import type { Importable } from "./mapping.ts";

const IMPORTERS: Readonly<Record<Importable, () => Importer>> = {
  department: departmentImporter,
  user: userImporter,
  product: productImporter,
  partner: partnerImporter,
  competitor: competitorImporter,
  customer: customerImporter,
  opportunity: opportunityImporter,
  "service-request": requestImporter,
};

const made = new Map<Importable, Importer>();

/** How rows become records of a resource. */
export function importerOf(resource: Importable): Importer {
  const importer = made.get(resource) ?? IMPORTERS[resource]();
  made.set(resource, importer);
  return importer;
}
