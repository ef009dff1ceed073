/** Whether to take all of what `npm test` samples, as `.ci/run` does. */
export const isThorough = process.env.THOROUGH === "1";
