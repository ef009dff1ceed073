/**
 * Takes the place of `node:http` where a bundle imports it by name for its status codes: importing the whole module
 * makes Node load its fetch implementation too, a third of a function's import time.
 */
export const { STATUS_CODES } = process.getBuiltinModule("node:http");
