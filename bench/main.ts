/** `npm run -s bench -- <name> [--json]`: each name loads only its own measurement. */

const args = process.argv.slice(2);
const json = args.includes("--json");
const [name, ...rest] = args.filter((arg) => arg !== "--json");

const BENCHES: { readonly [name: string]: () => Promise<boolean> } = {
  calendar: async () => {
    const { benchCalendar } = await import("./calendar.ts");
    benchCalendar({ json });
    return true;
  },
  decide: async () => {
    const { benchDecide } = await import("./decide.ts");
    return benchDecide({ json });
  },
  "calendar-reference": async () => {
    const { benchReference } = await import("./calendar-reference.ts");
    return benchReference({ json, rest });
  },
  pipe: async () => {
    const { benchPipe } = await import("./pipe.ts");
    await benchPipe({ json, rest });
    return true;
  },
  page: async () => {
    const { benchPage } = await import("./page.ts");
    return benchPage({ json, rest });
  },
  slack: async () => {
    const { benchSlack } = await import("./slack.ts");
    return benchSlack({ json, rest });
  },
};

const bench = BENCHES[name ?? ""];
if (bench) {
  process.exitCode = (await bench()) ? 0 : 1;
} else {
  console.error(`Say what to measure: ${Object.keys(BENCHES).join(", ")}`);
  process.exitCode = 2;
}
