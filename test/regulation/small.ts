import { loadRegulation } from "../../src/regulation/load.ts";
import type { Problem } from "../../src/regulation/problem.ts";
import type { Regulation } from "../../src/regulation/shape.ts";

/** Matters that a file may leave to the usual answers by saying that its text is silent on them. */
export const SILENT =
  "working-hours, numbering, retention, recusal, compensation, lowering, validity, extension, waiting, unreached";

/** A regulation that says as little as one can and still be complete. */
const SMALL = `id: small
title: "Small | 小"
languages: [en, zh-CN]
edition: { silent: [${SILENT}] }
roles:
  desk: { at: company, title: "Desk | 受理台" }
  head: { at: department, title: "Head | 负责人" }
  chief: { at: company, title: "Chief | 主管" }
parts:
  owner: { who: head, basis: [01] }
ladder: { rungs: [head, chief], basis: [01] }
fields:
  - { id: injury, type: yes-no, title: "Injury? | 受伤？" }
  - { id: amount, type: money, title: "Amount | 金额" }
  - { id: cause, type: choice, title: "Cause | 起因", options: { wear: "Wear | 磨损", people: "People | 人为" } }
levels:
  - { id: high, title: "High | 高", when: injury, basis: [02] }
  - { id: low, title: "Low | 低", when: otherwise, basis: [02] }
level-rules: { set-by: desk, basis: [02] }
steps:
  - { id: receive, ask: [what-happened, complainant, phone], basis: [03] }
  - { id: dispatch, by: desk, ask: [injury, amount, cause], basis: [03] }
  - { id: accept, by: head, basis: [03] }
  - { id: resolve, by: owner, basis: [03] }
  - { id: close, by: desk, basis: [03] }
deadlines:
  - { id: solve, from: received, until: resolve, within: 2 working days, basis: [04] }
`;

function sections(text: string): Map<string, string> {
  const blocks = text.split(/^(?=[a-z-]+:)/m).filter((block) => block.trim() !== "");
  return new Map(
    blocks.map((block) => [/^[a-z-]+/.exec(block)?.[0] ?? block, block.endsWith("\n") ? block : `${block}\n`]),
  );
}

/** The small regulation with some sections replaced or added, and others taken out. */
export function smallFile(changed = "", without: readonly string[] = []): string {
  const all = sections(SMALL);
  for (const [key, block] of sections(changed)) all.set(key, block);
  for (const key of without) all.delete(key);
  return [...all.values()].join("");
}

/** Line and code of each problem, as `12 code`, in order of lines. */
export function said(problems: readonly Problem[]): readonly string[] {
  return problems.map((found) => `${found.line} ${found.code}`);
}

/** What a file expects of itself: `# <- code, code` at the end of the line that is wrong. */
export function expected(text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const codes = /# <- (.+)$/.exec(line)?.[1]?.split(", ") ?? [];
    return codes.map((code) => `${index + 1} ${code}`);
  });
}

/** The compiled regulation, or an error that lists what is wrong with it. */
export function compiled(text: string, name = "small"): Regulation {
  const loaded = loadRegulation(text, name);
  if (!("regulation" in loaded)) throw new Error(said(loaded.problems).join("; "));
  return loaded.regulation;
}
