import { describe, expect, test } from "vitest";
import { buildPage } from "../../sandbox/page/build.ts";

describe("the page of the sandbox", () => {
  test("is one document with its script, its style and the fonts that its sheets name", async () => {
    const files = await buildPage();
    const text = (path: string): string => Buffer.from(files.get(path)?.body ?? new Uint8Array()).toString("utf8");

    const named = [...text("/").matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(named).toContain("/fonts.css");
    expect(named.filter((path) => path.endsWith(".js"))).toHaveLength(1);
    expect(named.filter((path) => !files.has(path))).toEqual([]);

    const fonts = [...text("/fonts.css").matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(fonts.length).toBeGreaterThan(150);
    expect(fonts.filter((path) => files.get(path)?.type !== "font/woff2")).toEqual([]);
  });

  test("comes out the same the second time, from what was kept", async () => {
    const first = await buildPage();
    const second = await buildPage();

    const sizes = (files: typeof first): Record<string, number> =>
      Object.fromEntries([...files].map(([path, file]) => [path, file.body.length]));
    expect(sizes(second)).toEqual(sizes(first));
  });
});
