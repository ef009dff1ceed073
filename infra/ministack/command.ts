import { spawn } from "node:child_process";

/**
 * Runs a command to its end and gives its output.
 * @throws Error with the end of what it said when it fails
 */
export async function command(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const child = spawn(file, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.on("error", reject);
  child.on("close", resolve);
  const code = await promise;
  if (code === 0) return output;
  throw new Error(`${file} ${args.join(" ")} failed:\n${output.split("\n").slice(-40).join("\n")}`);
}
