import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PREVIOUS } from "../releases.ts";
import { command } from "./command.ts";

const root = join(import.meta.dirname, "../..");

/** A release as it was, in a folder of its own, bundled and ready to be synthesized. */
export interface EarlierRelease {
  readonly version: string;
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Takes the previous release out of history and bundles it, with the packages that are installed now.
 * @returns `undefined` where history does not reach back so far
 * @throws Error with what git or the bundler said
 */
export async function takeEarlierRelease(): Promise<EarlierRelease | undefined> {
  const { version, commit } = PREVIOUS;
  const known = await command("git", ["-C", root, "cat-file", "-t", commit]).catch(() => undefined);
  if (known === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), `guanxi-${version}-`));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const archive = join(folder, "release.tar");
    const parts = ["infra", "functions", "lib", "events", "package.json", "cdk.json", "openapi.json"];
    await command("git", ["-C", root, "archive", "--output", archive, commit, ...parts]);
    await command("tar", ["-x", "-f", archive, "-C", folder]);
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await command(process.execPath, [join(folder, "infra/bundle.ts")]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { version, folder, remove };
}
