import { flushCompileCache } from "node:module";
import { beforeAll } from "vitest";

// Vitest kills the process of a file at its end, before Node would keep what it made of the modules.
beforeAll(() => flushCompileCache());
