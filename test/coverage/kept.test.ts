import { describe, expect, test } from "vitest";
import { catalogued, readClauses } from "../../src/coverage/catalogue.ts";
import { readResult, type ClauseResult } from "../../src/coverage/results.ts";
import { contentHash } from "../../src/coverage/sources.ts";
import { proveSystem } from "../../src/coverage/system.ts";
import { runCommand } from "../../src/cli.ts";

const SYSTEMS = await catalogued();

/** Proved anew in every run: deadlines, a level, a field, roles, phrases, an aim, a figure. */
const SAMPLE: { readonly [system: string]: readonly string[] } = {
  property: ["property-01", "property-12", "property-18", "property-24", "property-31", "property-42"],
  "bank-counter": ["bank-counter-03", "bank-counter-05"],
};

function claims(clauses: readonly ClauseResult[]): readonly string[] {
  return clauses.map(({ clause, state }) => `${clause} ${state}`);
}

async function provedNow(system: string, only?: readonly string[]): Promise<readonly string[]> {
  const proved = await proveSystem(system, { engine: "", ...(only === undefined ? {} : { only: new Set(only) }) });
  return claims(proved?.clauses ?? []);
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand([...args, "--language", "en"], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join("\n"), err };
}

describe("the kept proofs", () => {
  test("know every clause of every system", async () => {
    for (const system of SYSTEMS) {
      const kept = (await readResult(system))?.clauses.map(({ clause }) => clause);
      expect(kept, `Run: npm run -s desk -- coverage --prove ${system}`).toEqual(
        (await readClauses(system)).map(({ id }) => id),
      );
    }
  });

  test.each(Object.keys(SAMPLE))("hold for a sample of %s", async (system) => {
    const sample = SAMPLE[system] ?? [];
    const kept = (await readResult(system))?.clauses.filter(({ clause }) => sample.includes(clause)) ?? [];
    expect(await provedNow(system, sample)).toEqual(claims(kept));
  });

  // A system whose clauses, regulation or stories have changed since is proved again as a whole.
  test.for(SYSTEMS)(
    "still hold for %s, if anything of it has changed",
    { timeout: 300_000 },
    async (system, { skip }) => {
      const kept = await readResult(system);
      if (kept?.made.content === (await contentHash(system))) skip("nothing has changed");
      expect(await provedNow(system), `Run: npm run -s desk -- coverage --prove ${system}`).toEqual(
        claims(kept?.clauses ?? []),
      );
    },
  );
});

describe("the command", () => {
  test("prints one row for each system as JSON, whose states add up", async () => {
    const { code, out } = await run("coverage", "--json");
    const rows: readonly { readonly [key: string]: unknown }[] = JSON.parse(out);
    expect(code).toBe(0);
    expect(rows.map((row) => row["system"])).toEqual(SYSTEMS);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(["system", "clauses", "held", "shown", "beyond", "open"]);
      const states = [row["held"], row["shown"], row["beyond"], row["open"]].map(Number);
      expect(states.reduce((sum, one) => sum + one, 0)).toBe(row["clauses"]);
    }
  });

  test("says of every clause what it is, where that is asked for", async () => {
    const { out } = await run("coverage", "property", "--json", "--clauses");
    const [row]: readonly { readonly byClause: readonly object[] }[] = JSON.parse(out);
    expect(row?.byClause).toHaveLength(43);
    expect(row?.byClause).toContainEqual(expect.objectContaining({ clause: "property-18", state: "held" }));
  });

  test("prints a table with its goals", async () => {
    const { code, out } = await run("coverage", "bank-counter");
    expect(code).toBe(0);
    expect(out).toMatch(/✔ bank-counter \(6\).* 6 100 %/u);
    expect(out).toContain("procedures 80 % held, guides 90 % shown");
  });

  test("names the systems there are, where it does not know one", async () => {
    const { code, err } = await run("coverage", "no-such-house");
    expect(code).toBe(1);
    expect(err.join()).toMatch(/There is no regulation "no-such-house". There are: .*property/u);
  });
});
