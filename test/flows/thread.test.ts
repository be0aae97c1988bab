import { expect, test } from "vitest";
import { card, DESK_APP, ENGINEERING, fileLift, GRACE, GUO, LI, MEI, openHouse, readable, WANG } from "./house.ts";

const PATIENCE = { timeout: 120_000 };

async function notesOf(house: Awaited<ReturnType<typeof openHouse>>) {
  const rows = await house.app.service.list({ of: "find", words: "2026110001" }, WANG);
  const file = await house.app.service.read(rows.rows[0]?.id ?? "", WANG);
  const notes: object[] = [];
  for (const event of file?.events ?? []) {
    if (event.type === "noted") notes.push({ said: event.text, by: event.by });
    if (event.type === "note-changed") notes.push({ changed: event.text ?? "", removed: event.removed, by: event.by });
  }
  return notes;
}

test(
  "what people write in the thread is kept with the case, edits and deletions too, each once",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const guo = house.as(GUO);
    await fileLift(house);
    const at = await card(guo, "2026110001");
    await house.slack.control.fault("delivery", { kind: "two-ids" }, { name: "message" }, 1);
    const ts = await guo.say(ENGINEERING, "fitter & helper come at <14:00>", { thread: at.ts });
    await expect.poll(() => notesOf(house)).toEqual([{ said: "fitter & helper come at <14:00>", by: GUO }]);

    const said = (await guo.thread("C0ENG", at.ts)).find((message) => message.ts === ts);
    if (said === undefined) throw new Error("The reply is not in the thread");
    await guo.edit(said, "fitter comes at 15:00");
    await expect
      .poll(() => notesOf(house))
      .toEqual([
        { said: "fitter & helper come at <14:00>", by: GUO },
        { changed: "fitter comes at 15:00", removed: false, by: GUO },
      ]);
  },
);

test("a phone number in the thread brings a hint to its author alone", PATIENCE, async () => {
  await using house = await openHouse();
  const guo = house.as(GUO);
  await fileLift(house);
  const at = await card(guo, "2026110001");
  await guo.say(ENGINEERING, "please call 138 1234 5678", { thread: at.ts });
  const hint = await guo.seesEphemeral(ENGINEERING, "电话号码");
  expect(readable(hint)).toBe("您的留言里似乎有电话号码，请删除。联系方式已随单保存，可在“详情”中查看。");
  expect(house.as(LI).ephemerals("C0ENG")).toEqual([]);

  const ts = await house.as(LI).say(ENGINEERING, "ring the fitter", { thread: at.ts });
  const said = (await guo.thread("C0ENG", at.ts)).find((message) => message.ts === ts);
  if (said === undefined) throw new Error("The reply is not in the thread");
  await house.as(LI).edit(said, "ring the fitter, 400-123-4567");
  await house.as(LI).seesEphemeral(ENGINEERING, "电话号码");
});

test(
  "a message can be filed as a complaint: its words fill the form, and its thread learns the number",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [mei, grace] = [house.as(MEI), house.as(GRACE)];
    const ts = await mei.say("#general", "Mr Zhou says the <b>stairs</b> of Tower 2 are dirty & slippery");
    const message = (await grace.messages("#general")).find((one) => one.ts === ts);
    if (message === undefined) throw new Error("The message is not in the channel");
    await grace.messageShortcut(message, DESK_APP, "file_message");
    const form = await grace.seesModal("File a complaint");
    expect(form.state["what-happened"]).toEqual({
      "what-happened": "Mr Zhou says the <b>stairs</b> of Tower 2 are dirty & slippery",
    });
    await grace.choose(form, "category", "dirt");
    await grace.choose(await grace.seesModal("→ Cleaning"), "cause", "standard");
    await grace.seesModal("Solve it by");
    expect(await grace.submit({ complainant: "Mr Zhou", phone: "none", source: "message" })).toMatchObject({
      outcome: "update",
    });
    await grace.seesModal("2026110001");
    await grace.sees("#general", "已登记为 2026110001");
  },
);

test(
  "somebody outside the desk files with what they know, and the desk sends it on with the rest",
  PATIENCE,
  async () => {
    await using house = await openHouse();
    const [mei, grace, li] = [house.as(MEI), house.as(GRACE), house.as(LI)];
    await mei.globalShortcut(DESK_APP, "file_complaint");
    const form = await mei.seesModal("登记投诉");
    expect(readable(form)).not.toContain("起因");
    await mei.choose(form, "category", "lift");
    await mei.seesModal("→ 工程部");
    expect(
      await mei.submit({ "what-happened": "电梯又停了", complainant: "周先生", phone: "无", source: "visit" }),
    ).toMatchObject({ outcome: "update" });

    const atDesk = await grace.sees(
      "#complaints",
      (message) => readable(message).includes("下一步：转办") && message.blocks.length > 3,
    );
    await grace.press(atDesk, "转办");
    const dispatch = await grace.seesModal("Send to department");
    expect(dispatch.state["department"]).toEqual({ department: "engineering" });
    await grace.choose(dispatch, "cause", "equipment");
    await grace.seesModal("→ Minor");
    expect(await grace.submit({ ticks: ["easy"] })).toMatchObject({ outcome: "closed" });
    await card(li, "下一步：签收");
    const left = await grace.sees("#complaints", "已移交");
    expect(readable(left)).not.toContain("电梯又停了");
  },
);

test("over the socket, too, a complaint is filed and accepted", PATIENCE, async () => {
  await using house = await openHouse({ reach: "socket" });
  const li = house.as(LI);
  await fileLift(house);
  await li.press(await card(li, "下一步：签收"), "签收");
  await card(li, "下一步：办结");
});
