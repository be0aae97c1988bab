import type { Approval, Regulation } from "../../src/regulation/shape.ts";
import type { Changes } from "./given.ts";
import { property } from "./property-desk.ts";

/** A line of `approvals` that wants nothing beside a yes. */
export const NOWHERE = { line: 1, basis: [], with: [], needs: [], once: false } satisfies Partial<Approval>;

export function CNY(amount: number) {
  return { amount, currency: "CNY" };
}

export function withWords(change: Partial<Regulation>): Changes {
  return { regulation: { ...property, ...change } };
}

/** The head of department promises up to ¥200, the deputy general manager up to ¥2,000; above is the leader. */
export const MONEY = withWords({
  roles: property.roles.map((role) => {
    if (role.id === "head") return { ...role, mayPromise: CNY(200) };
    return role.id === "deputy-gm" ? { ...role, mayPromise: CNY(2000) } : role;
  }),
  approvals: [...property.approvals, { ...NOWHERE, of: "compensation", by: "next rung" }],
});
