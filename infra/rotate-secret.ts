// npm run rotate-secret -- --name "survey links" [--leaked] [--stage dev] [--table guanxi-dev-table]
//
// A new signing key in a deployed stage, with the AWS credentials and region of whoever asks. What was signed before
// holds still, unless the keys are known to somebody.
import { parseArgs } from "node:util";
import { VARIABLES } from "../lib/environment.ts";
import { rotate, SECRETS } from "../lib/table/secret.ts";

const { values } = parseArgs({
  options: {
    name: { type: "string" },
    leaked: { type: "boolean", default: false },
    stage: { type: "string", default: "dev" },
    table: { type: "string" },
  },
});

const name = SECRETS.find((one) => one === values.name);
if (name === undefined) {
  console.error(`--name must be one of: ${SECRETS.join(", ")}`);
  process.exitCode = 2;
} else {
  process.env[VARIABLES.table] = values.table ?? `guanxi-${values.stage}-table`;
  try {
    await rotate(name, { leaked: values.leaked });
    const before = values.leaked ? "holds no longer" : "holds still";
    console.log(`The secret "${name}" is a new one; what was signed before ${before}.`);
  } catch (error) {
    console.error(
      `Nothing was changed: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`,
    );
    process.exitCode = 1;
  }
}
