/** Text made of a cell: `{value}` as it is, `{slug}` in lower-case letters, digits and hyphens. */
export function fill(template: string, value: string): string {
  return template.replaceAll("{value}", value).replaceAll("{slug}", slug(value));
}

function slug(value: string): string {
  return value
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
}
