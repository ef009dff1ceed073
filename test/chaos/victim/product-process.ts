import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { lambdas } from "../../../functions/manifest.ts";
import { startLocalCloud } from "../../../infra/local/cloud.ts";
import { documents } from "../../../lib/table/client.ts";
import { hire } from "../../makers/company.ts";
import { serviceCompany } from "../../makers/service.ts";
import { breakGuard, breakVersions } from "../guard.ts";
import { prepareSpares } from "./doomed.ts";
import type { Orders } from "./messages.ts";
import { orders, tell } from "./misfortunes.ts";
import { countUnits } from "./units.ts";

/** The product as a process of its own, to be killed: `<data folder> <ports as JSON> <seed> <how many came before>`. */
enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/compiled"));
const [, , dataDir = "", ports = "{}"] = process.argv;
const entry = join(import.meta.dirname, "misfortune.lambda.ts");
const cloud = await startLocalCloud({
  dataDir,
  ports: JSON.parse(ports),
  lambdas: lambdas.map((lambda) => ({ ...lambda, entry })),
  log: (line) => tell({ kind: "said", line }),
});
prepareSpares();
const units = countUnits();
let mended = () => {};
process.on("message", (wanted: Orders) => {
  Object.assign(orders, { poison: undefined }, wanted);
  mended();
  mended = { kept: () => () => {}, broken: breakGuard, unversioned: breakVersions }[orders.guard](
    documents(),
  );
  tell({ kind: "obeyed", units: units() });
});
process.once("disconnect", () => process.exit());

if (cloud.isNew) {
  const staff = await serviceCompany({ cloud });
  const deputy = await hire(
    { cloud },
    { name: "副经理", roles: ["sales-manager"], departmentId: staff.departments.sales.id },
  );
  await cloud.drain();
  tell({ kind: "ready", staff: { ...staff, deputy } });
} else tell({ kind: "ready" });
