/** A file of which bundles hold less than its author wrote. */
interface Shorter {
  readonly of: RegExp;
  as(text: string): string;
}

/** Errors of commands that nobody here gives: those of backups, exports, replicas and of the tables themselves. */
const ERRORS_OF_OTHERS =
  /^n0_registry\.registerError\(\w*(Backup|Export|Import|Restore|Recovery|Global|Replica(Already|Not)|Table(Already|InUse|Not)|Policy)\w*\$, .*$/gm;

/** What of packages is in the way of a short bundle; each is 2 to 5 kB of every one. */
export const SHORTER: readonly Shorter[] = [
  {
    // Its version alone is told to AWS.
    of: /\/client-[a-z-]+\/package\.json$/,
    as: (text) => {
      const { version }: { version: string } = JSON.parse(text);
      return JSON.stringify({ version });
    },
  },
  {
    // How people call regions.
    of: /\/util-endpoints\/lib\/aws\/partitions\.js$/,
    as: (text) => text.replace(/"description": "[^"]*"/g, ""),
  },
  {
    of: /\/client-dynamodb\/dist-es\/schemas\/schemas_0\.js$/,
    as: (text) => text.replace(ERRORS_OF_OTHERS, ""),
  },
  {
    of: /\/zod\/v4\/classic\/schemas\.js$/,
    as: (text) =>
      text
        // Esbuild keeps all of a namespace that comes by way of another.
        .replace('import { util } from "../core/index.js"', 'import * as util from "../core/util.js"')
        .replaceAll("core.util.", "util.")
        // What is parsed comes of JSON, of the table and of its stream, where no value holds itself.
        .replace("core.config({ memoizer: core.memoizer() })", "core.config({})"),
  },
];
