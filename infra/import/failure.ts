/** Why an import cannot go on, in a sentence for a person. */
export class ImportFailure extends Error {
  override readonly name = "ImportFailure";
}
