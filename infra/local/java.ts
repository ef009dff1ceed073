import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { LocalFailure } from "./failure.ts";

const OLDEST = 17;

const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  linux: "sudo apt-get install openjdk-17-jre-headless",
  darwin: "brew install openjdk@17",
  win32: "winget install EclipseAdoptium.Temurin.17.JRE",
};

/** The Java of this machine: that of JAVA_HOME, or the first on the path. */
export function java(): string {
  const home = process.env.JAVA_HOME;
  return home === undefined || home === "" ? "java" : join(home, "bin", "java");
}

/** What is wrong with this machine's Java, or undefined. Takes a tenth of a second: asked only after a failure. */
export function javaTrouble(): LocalFailure | undefined {
  const { error, status, stderr } = spawnSync(java(), ["-version"], { encoding: "utf8" });
  const install = INSTALL[process.platform] ?? "https://adoptium.net";
  if (error !== undefined || status !== 0) {
    return new LocalFailure(
      `The local database needs Java ${OLDEST} or newer, and there is none: ${install}`,
    );
  }
  const [, version = ""] = /version "(?:1\.)?(\d+)/.exec(stderr) ?? [];
  if (Number(version) >= OLDEST) return undefined;
  return new LocalFailure(
    `The local database needs Java ${OLDEST} or newer, this is Java ${version}: ${install}`,
  );
}

/** Sees to it that a process ends with this one, even when this one is killed without a word. */
export function endsWithUs(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === "win32") return;
  // The pipe closes when this process is gone, however it went; read returns then.
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -9 "$0"', String(child.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  child.once("exit", () => guard.kill("SIGKILL"));
}
