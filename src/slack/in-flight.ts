/** Counts work that has begun and is not finished, so that stopping can wait for it. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running, or after `most` milliseconds; says how much was still running then. */
  drained(most: number): Promise<number>;
}

export function countInFlight(): InFlight {
  let running = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    running -= 1;
    if (running === 0) for (const wake of waiting) wake();
  };
  return {
    async run(work) {
      running += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async drained(most) {
      if (running === 0) return 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, most);
      waiting.add(resolve);
      await promise;
      waiting.delete(resolve);
      clearTimeout(timer);
      return running;
    },
  };
}
