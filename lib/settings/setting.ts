import type * as z from "zod";
import { cached } from "../table/cache.ts";
import { type Place, readDocument } from "../table/document.ts";

/** A settings document: what holds until an administrator changes it, and the schema of every change. */
export interface Setting<T> {
  /** Its name in `/settings/{name}`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly default: NoInfer<T>;
  /** What the schema cannot know: why a change may not be made now, as a sentence; `undefined` when it may. */
  objection?(next: NoInfer<T>, standing: NoInfer<T>, now: Date): Promise<string | undefined>;
}

/** Declares a settings document; `lib/settings.ts` lists all of them. */
export function defineSetting<T>(setting: Setting<T>): Setting<T> {
  return setting;
}

/** Where a changed setting is kept. */
export function settingPlace(name: string): Place {
  return { partition: "settings", entity: "setting", name };
}

/** A setting as it stands now, at most a few seconds old. */
export function setting<T>({ name, schema, default: fallback }: Setting<T>): Promise<T> {
  return cached(`settings#${name}`, async () => {
    const stored = await readDocument(settingPlace(name));
    return stored === undefined || stored.deletedAt !== undefined ? fallback : schema.parse(stored.value);
  });
}
