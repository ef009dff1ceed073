/** The arrows of the architecture: infra → functions → lib → lib's floors; functions and lib → events. Cycles are Biome's. */

/** Folders under lib/ that every noun stands on; every other folder is a noun. lib/access is a noun that floors may use. */
const FLOORS = [
  "aggregates",
  "bus",
  "business-hours",
  "csv",
  "files",
  "http",
  "ids",
  "log",
  "mail",
  "metrics",
  "money",
  "numbering",
  "phone",
  "problem",
  "projections",
  "resource",
  "schedules",
  "settings",
  "table",
  "text",
  "time",
];
const floors = FLOORS.join("|");

/** Declarations, not functions: data that names the functions. */
const DECLARATIONS = "^functions/[^/]+\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "lib-knows-no-adapter",
      comment: "The domain is called by functions and infra; it never calls them.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(functions|infra|test)/" },
    },
    {
      name: "functions-know-no-infra",
      comment: "A function runs anywhere: in AWS and in the local cloud.",
      severity: "error",
      from: { path: "^functions/" },
      to: { path: "^(infra|test)/" },
    },
    {
      name: "events-stand-alone",
      comment: "Event contracts are read by everybody and read only lib's floors.",
      severity: "error",
      from: { path: "^events/" },
      to: { path: "^(functions|infra|test)/" },
    },
    {
      name: "product-knows-no-test",
      severity: "error",
      from: { path: "^infra/" },
      to: { path: "^test/" },
    },
    {
      name: "functions-are-strangers",
      comment: "Functions share the domain, not each other; the manifest and the declarations are data.",
      severity: "error",
      from: { path: "^functions/", pathNot: DECLARATIONS },
      to: { path: "^functions/.+\\.lambda\\.ts$" },
    },
    {
      name: "floors-carry-nouns",
      comment: "A floor serves every noun and knows none, except who may do what (lib/access).",
      severity: "error",
      from: { path: `^lib/(${floors})/` },
      to: { path: "^lib/[^/]+/", pathNot: `^lib/(${floors}|access)/` },
    },
    {
      name: "no-dev-dependency-in-product",
      comment: "What is bundled is a dependency.",
      severity: "error",
      from: { path: "^(lib|functions|events)/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      // Types of a package that is none: @types/aws-lambda.
      to: { couldNotResolve: true, pathNot: "^aws-lambda$" },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|cdk\\.out|\\.local)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".mjs", ".js", ".json"],
    },
    builtInModules: { add: ["node:sqlite", "node:test"] },
  },
};
