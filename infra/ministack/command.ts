import { spawn } from "node:child_process";

/**
 * Runs a command to its end and gives what it wrote to stdout.
 * @throws Error with the end of all it said when it fails
 */
export async function command(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
  folder: string = process.cwd(),
): Promise<string> {
  const child = spawn(file, args, { env: environment, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  let output = "";
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    said += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.on("error", reject);
  child.on("close", resolve);
  const code = await promise;
  if (code === 0) return output;
  throw new Error(`${file} ${args.join(" ")} failed:\n${said.split("\n").slice(-40).join("\n")}`);
}
