// npm run first-admin -- --email lin@company.com --name 林管理 [--stage dev] [--table guanxi-dev-table]
//
// The first administrator of a deployed company, written by whoever deploys it, with their own AWS credentials and
// region: nobody is there yet whose token the API could ask for. The table's stream then makes the login, and Cognito
// mails the invitation. Running it again changes nothing.
import { parseArgs } from "node:util";
import { VARIABLES } from "../lib/environment.ts";
import { Problem } from "../lib/problem/problem.ts";
import { commit } from "../lib/table/commit.ts";
import { now } from "../lib/time/clock.ts";
import { firstAdmin } from "../lib/users/first-admin.ts";
import { userInput } from "../lib/users/user.ts";

const { values } = parseArgs({
  options: {
    email: { type: "string" },
    name: { type: "string" },
    stage: { type: "string", default: "dev" },
    table: { type: "string" },
  },
});

const input = userInput
  .pick({ name: true, email: true })
  .safeParse({ name: values.name, email: values.email });
if (input.success) {
  process.env[VARIABLES.table] = values.table ?? `guanxi-${values.stage}-table`;
  try {
    const { id, name, email } = await commit(await firstAdmin(input.data, now()));
    console.log(`${name} <${email}> is the administrator ${id}; the invitation to sign in is on its way.`);
  } catch (error) {
    console.error(`Nothing was changed: ${reasonOf(error)}.`);
    process.exitCode = 1;
  }
} else {
  for (const { path, message } of input.error.issues) console.error(`--${path.join(".")} ${message}`);
  process.exitCode = 2;
}

function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (error.name === "ResourceNotFoundException")
    return `there is no table ${process.env[VARIABLES.table]} in this account and region; deploy first, or name it by --table`;
  return `${error.name}: ${error.message}`;
}
