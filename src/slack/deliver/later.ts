/** Try again after so many seconds: what the queue understands. */
export class Later extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number, why: string, cause?: unknown) {
    super(why, { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Nobody answered: try again for as long as it may take, which is no fault of what is to be sent. */
export class Away extends Error {
  readonly away = true;
}

/** Channels that Slack has asked us to leave alone for a while. Others go on meanwhile. */
export interface Pace {
  /** Throws `Later` while the channel has to be left alone. */
  check(channel: string): void;
  hold(channel: string, seconds: number): void;
}

export function makePace(clock: () => number = () => performance.now()): Pace {
  const until = new Map<string, number>();
  return {
    check(channel) {
      const end = until.get(channel);
      if (end === undefined) return;
      const left = end - clock();
      if (left > 0) throw new Later(Math.ceil(left / 1000), `Slack wants ${channel} to be left alone`);
      until.delete(channel);
    },
    hold: (channel, seconds) => {
      until.set(channel, clock() + seconds * 1000);
    },
  };
}

/** Runs work for the same key one after another; work for other keys goes on. */
export function makeTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
