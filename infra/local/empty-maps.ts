/**
 * Mends stream records in place: DynamoDB Local's streams write an empty map as `{}` where DynamoDB's own write `{"M":{}}`.
 * @param image attributes by name
 */
export function mendEmptyMaps(image: object | undefined): void {
  for (const attribute of Object.values(image ?? {})) mend(attribute);
}

function mend(attribute: unknown): void {
  if (typeof attribute !== "object" || attribute === null) return;
  if ("M" in attribute && typeof attribute.M === "object" && attribute.M !== null) mendEmptyMaps(attribute.M);
  else if ("L" in attribute && Array.isArray(attribute.L)) for (const element of attribute.L) mend(element);
  else if (Object.keys(attribute).length === 0) Object.assign(attribute, { M: {} });
}
