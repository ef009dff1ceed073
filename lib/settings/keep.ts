import * as z from "zod";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { parsePart } from "../http/flaws.ts";
import { conflict, ruleBroken } from "../problem/problem.ts";
import { forget } from "../table/cache.ts";
import { putDocument, readDocument, type Stored } from "../table/document.ts";
import type { Change } from "../table/write.ts";
import { type Setting, settingPlace } from "./setting.ts";

/** A setting as administrators see it. */
export interface SettingView<T> {
  readonly name: string;
  readonly value: T;
  readonly default: T;
  /** Whether it stands as the product ships it. */
  readonly isDefault: boolean;
  /** 0 until it was first changed. */
  readonly version: number;
  readonly updatedAt?: string;
  readonly updatedBy?: string;
}

/** Reads a setting past the cache. One call. */
export async function readSetting<T>(setting: Setting<T>): Promise<SettingView<T>> {
  return view(setting, await readDocument(settingPlace(setting.name)));
}

/**
 * Replaces a setting as a whole. Two calls.
 * @throws Problem stale-version, rule-broken with the setting's own objection
 */
export async function replaceSetting<T>(
  setting: Setting<T>,
  value: unknown,
  context: Context,
): Promise<Change<SettingView<T>>> {
  const next = parsePart(setting.schema, value, "");
  const stored = await readDocument(settingPlace(setting.name));
  const again = () => replaceSetting(setting, value, context);
  return write(setting, stored, next, context, { deleted: false, again });
}

/** Lets the product's default hold again, this one and any later release's. Two calls. */
export async function restoreSetting<T>(
  setting: Setting<T>,
  context: Context,
): Promise<Change<SettingView<T>>> {
  const stored = await readDocument(settingPlace(setting.name));
  if (stored === undefined || stored.deletedAt !== undefined)
    throw conflict(`the setting ${setting.name} stands at its default already`);
  const again = () => restoreSetting(setting, context);
  return write(setting, stored, setting.default, context, { deleted: true, again });
}

async function write<T>(
  setting: Setting<T>,
  stored: Stored | undefined,
  value: T,
  context: Context,
  { deleted, again }: { deleted: boolean; again: () => Promise<Change<SettingView<T>>> },
): Promise<Change<SettingView<T>>> {
  const standing = view(setting, stored);
  expectVersion(context, standing);
  const objection = await setting.objection?.(value, standing.value, context.now);
  if (objection !== undefined) throw ruleBroken(objection);
  const place = settingPlace(setting.name);
  const { write, next } = putDocument(place, value, stored, stampOf(context), { deleted });
  return {
    writes: [write],
    result: view(setting, next),
    done: () => forget(`settings#${setting.name}`),
    // Whoever was faster, perhaps this very caller whose answer was lost: only a version that is expected can be stale.
    ...(context.ifMatch === undefined && { retry: again }),
  };
}

function view<T>({ name, schema, default: shipped }: Setting<T>, stored: Stored | undefined): SettingView<T> {
  if (stored === undefined) return { name, value: shipped, default: shipped, isDefault: true, version: 0 };
  const { version, updatedAt, updatedBy, deletedAt } = stored;
  const isDefault = deletedAt !== undefined;
  const value = isDefault ? shipped : schema.parse(stored.value);
  return { name, value, default: shipped, isDefault, version, updatedAt, updatedBy };
}

/** What callers are shown of a setting. */
export function settingAnswer<S extends z.ZodType>(value: S) {
  return z.object({
    name: z.string(),
    value,
    default: value,
    isDefault: z.boolean().meta({ description: "Whether it stands as the product ships it" }),
    version: z.int().meta({ description: "The ETag; 0 until it was first changed" }),
    updatedAt: z.string().optional(),
    updatedBy: z.string().optional(),
  });
}
