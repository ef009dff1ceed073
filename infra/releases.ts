/** A release: its version in package.json and CHANGELOG.md, and the commit that it was. */
interface Release {
  readonly version: string;
  readonly commit: string;
}

/** The release before this one, which companies upgrade from: `npm run test:deployed` takes it out of history. */
export const PREVIOUS: Release = { version: "0.1.0", commit: "9d9e81190f6323fca8de854c474b8175863dd152" };
