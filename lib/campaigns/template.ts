import { documentKey, stored } from "../table/document.ts";
import { getItems } from "../table/read.ts";
import { templateOf, templatePlace } from "../templates/template.ts";

/** Whether there is a template of this very key. One call. */
export async function templateStands(key: string): Promise<boolean> {
  const place = documentKey(templatePlace(key));
  const item = (await getItems([place])).get(`${place.pk}/${place.sk}`);
  return templateOf(key, item === undefined ? undefined : stored.parse(item)) !== undefined;
}
