import { Presets, SingleBar } from "cli-progress";

/** How far an import is, for whoever looks on; silent where nobody does. */
export interface Bar {
  readonly update: (taken: number, of: number) => void;
  readonly stop: () => void;
}

export function progressBar(name: string): Bar {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      format: `${name} {bar} {percentage}% {value}/{total} rows {eta_formatted}`,
      stream: process.stderr,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(taken, of) {
      if (!started) bar.start(of, taken);
      else bar.update(taken);
      started = true;
    },
    stop: () => bar.stop(),
  };
}
