/** A sleeper who is woken for news, and interrupted for what cannot wait. */
export interface Pause {
  untilWoken(milliseconds: number): Promise<void>;
  untilInterrupted(milliseconds: number): Promise<void>;
  /** Ends `untilWoken`, the one that runs or else the next. */
  wake(): void;
  /** Ends every pause, the one that runs or else the next. */
  interrupt(): void;
}

export function createPause(): Pause {
  let woken = false;
  let interrupted = false;
  let isWakeable = false;
  let end = () => {};

  async function sleep(milliseconds: number): Promise<void> {
    if (!interrupted && !(isWakeable && woken)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    interrupted = false;
    if (isWakeable) woken = false;
  }

  return {
    untilWoken(milliseconds) {
      isWakeable = true;
      return sleep(milliseconds);
    },
    untilInterrupted(milliseconds) {
      isWakeable = false;
      return sleep(milliseconds);
    },
    wake() {
      woken = true;
      if (isWakeable) end();
    },
    interrupt() {
      interrupted = true;
      end();
    },
  };
}
