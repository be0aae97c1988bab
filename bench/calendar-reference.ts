/** The full comparison of the calendar with its slow reference: `npm run -s bench -- calendar-reference [count] [seed]`. */

import { compareCalendars } from "../test/support/compare-calendars.ts";

const DEFAULT_COUNT = 200_000;

/** Answers whether there was no difference. */
export function benchReference(options: { readonly json: boolean; readonly rest: readonly string[] }): boolean {
  const [wanted = DEFAULT_COUNT, seed = 1] = options.rest.map(Number);
  const start = performance.now();
  const { differences, ...counts } = compareCalendars(seed, wanted);
  const seconds = (performance.now() - start) / 1000;
  if (options.json) {
    console.log(JSON.stringify({ ...counts, seed, seconds, differences }, null, 2));
  } else {
    console.log(
      `${counts.compared} answers compared on ${counts.calendars} random calendars (seed ${seed}) in ${seconds.toFixed(0)} s`,
    );
    console.log(`${counts.outside} questions led out of the reference's window; ${differences.length} differences`);
    for (const difference of differences.slice(0, 10)) console.log(`\n${difference}`);
  }
  return differences.length === 0;
}
