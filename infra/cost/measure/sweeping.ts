import { lambdas } from "../../../functions/manifest.ts";
import { idle } from "../volumes.ts";
import type { Action } from "./action.ts";

/** Every function that a clock runs over and over, when there is nothing for it to do. */
export const sweeping: readonly Action[] = lambdas
  .filter(({ trigger }) => trigger.kind === "cron")
  .map(({ name }) => ({
    name: idle(name),
    what: `${name} finds nothing to do`,
    async prepare({ run, cloud }) {
      // Whatever it has to do once a day is done.
      await run(name);
      await cloud.drain();
      return () => run(name);
    },
  }));
