// Plain JavaScript for Node 20: the door of `npm start`, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, isInstalled, node } from "../install.mjs";

// Less than half the memory after the demo company's load (530 MB to 240 MB), for a fifth more time of the processor.
const FRUGAL = ["--max-semi-space-size=8", "--max-old-space-size=384"];

try {
  // Before a minute of installing, not after it; later the database itself tells.
  if (!isInstalled()) requireJava();
  ensureInstalled();
  run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** @throws Error with the command that installs Java when there is none */
function requireJava() {
  const home = process.env.JAVA_HOME;
  const { status } = spawnSync(home ? join(home, "bin", "java") : "java", ["-version"], { stdio: "ignore" });
  if (status === 0) return;
  const install = {
    linux: "sudo apt-get install openjdk-17-jre-headless",
    darwin: "brew install openjdk@17",
  };
  throw new Error(
    `The local database needs Java 17 or newer, and there is none: ${install[process.platform] ?? "https://adoptium.net"}`,
  );
}

function run() {
  // The channel closes when this process is gone, however it went, and the cloud stops.
  const child = spawn(node, [...FRUGAL, join(import.meta.dirname, "start.ts"), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  const stop = () => child.connected && child.disconnect();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  if (process.env.npm_lifecycle_event === "start" && process.platform !== "win32") endWithParents(stop);
  child.on("exit", (code, signal) => {
    process.exit(code ?? (signal === "SIGINT" ? 130 : 143));
  });
}

/** A killed npm tells nobody: whoever has other parents than before was left behind. */
function endWithParents(stop) {
  const parents = parentsOf();
  setInterval(() => {
    if (parentsOf() !== parents) stop();
  }, 2_000).unref();
}

/** Parent and grandparent: npm starts a shell, the shell starts us. */
function parentsOf() {
  const { stdout } = spawnSync("ps", ["-o", "ppid=", "-p", String(process.ppid)], { encoding: "utf8" });
  return `${process.ppid} ${stdout?.trim()}`;
}
