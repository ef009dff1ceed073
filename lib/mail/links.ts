import * as z from "zod";
import { environment } from "../environment.ts";
import { defineSetting, setting } from "../settings/setting.ts";

/** Where the links of mails about work lead: the pages of the company's own front end, else the API itself. */
export const links = defineSetting({
  name: "links",
  schema: z.strictObject({
    /** `{resource}` and `{id}` are filled in, e.g. `https://oa.company.cn/{resource}/{id}`. */
    record: z
      .url({ protocol: /^https?$/, error: "must be a web address that begins with http" })
      .max(500)
      .includes("{id}", { error: "must hold {id}" })
      .optional(),
  }),
  default: {},
});

/** Address of a record for people. @param resource as in the API's paths, e.g. `follow-ups` */
export async function linkTo(resource: string, id: string): Promise<string> {
  const { record } = await setting(links);
  const pattern = record ?? `${environment("publicUrl")}/{resource}/{id}`;
  return pattern.replaceAll("{resource}", resource).replaceAll("{id}", id);
}
