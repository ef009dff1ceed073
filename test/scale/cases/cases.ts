import { careCases, careCommands } from "./care.ts";
import type { Case } from "./case.ts";
import { customerCases, customerCommands } from "./customers.ts";
import { goodsCases, goodsCommands } from "./goods.ts";
import { memberCases, memberCommands } from "./members.ts";
import { reportCases } from "./reports.ts";
import { salesCases, salesCommands } from "./sales.ts";
import { serviceCases, serviceCommands } from "./service.ts";

/** Every main route and report. The commands come last, since they change what the others read. */
export const CASES: readonly Case[] = [
  ...customerCases,
  ...salesCases,
  ...goodsCases,
  ...serviceCases,
  ...memberCases,
  ...careCases,
  ...reportCases,
  ...customerCommands,
  ...salesCommands,
  ...goodsCommands,
  ...serviceCommands,
  ...memberCommands,
  ...careCommands,
];
