import { describe, expect, it } from "vitest";
import { hasPhone, isPhone, maskMail, maskName, maskPhone, spacedPhone } from "../../src/slack/masks.ts";

describe("contact details on shared surfaces", () => {
  it.each([
    ["138 1234 5678", "138****5678"],
    ["+86 138-1234-5678", "861****5678"],
    ["0755-88881234", "075****1234"],
    ["8888 12", "****12"],
    ["12", "****"],
    ["（0755）８８８８１２３４", "075****1234"],
    ["0755-88881234转801", "075****1234"],
    ["0755-8888 1234 ext. 12", "075****1234"],
    ["13812345678 / 13987654321", "138****5678 / 139****4321"],
    ["分机 8012", "****12"],
    ["call Bob 138 1234 5678", "138****5678"],
  ])("show of the phone %s only %s", (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ["Ms Chen Lan", "Ms Chen"],
    ["Mr. John Smith", "Mr. John"],
    ["John Smith", "J**"],
    ["陈岚女士", "陈女士"],
    ["欧阳娜娜小姐", "欧阳小姐"],
    ["陈岚", "陈**"],
    ["", ""],
  ])("show of the name %s only %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it("show of a mail address its first letter and its house", () => {
    expect(maskMail("chen.lan@example.com")).toBe("c***@example.com");
  });
});

describe("a phone number in a message", () => {
  it.each([
    "call 13812345678",
    "ring 138 1234 5678 please",
    "电话：138-1234-5678。",
    "+44 20 7946 0958",
    "0755-88881234",
    "（0755）8888 1234",
    "075588881234",
    "hotline 400-123-4567",
    "热线4001234567",
    "打８８８８－１２３４找他",
    "home 88881234",
    "邻居家 6543 2198",
  ])("is found in “%s”", (text) => {
    expect(hasPhone(text)).toBe(true);
  });

  it.each([
    "2026110042 is closed",
    "at 18:00 on 25 Nov",
    "¥2,000 for 3 days",
    "room 1806",
    "order 20261124000123456",
    "20261124",
    "2026-11-24 09:12",
    "20260042",
    "2026110001 and 2026110002",
    "3000-5000元",
    "¥35120000",
    "赔偿35121234元",
    "09:00-12:00, 13:30-18:00",
    "26 Nov 2026",
    "case 2026110042/43",
  ])("is not seen in “%s”", (text) => {
    expect(hasPhone(text)).toBe(false);
  });
});

describe("a phone number in a form", () => {
  it.each([
    "138 1234 5678",
    "+49 (30) 123456",
    "8888-1234",
    "１３８１２３４５６７８",
    "（0755）8888 1234",
    "0755-88881234转801",
    "0755-88881234 ext. 12",
    "8888 1234 分机 6",
    "138 1234 5678 / 139 8765 4321",
    "13812345678、0755-88881234转801",
    "801",
    "12345",
    "内线801",
  ])("is taken: %s", (text) => {
    expect(isPhone(text)).toBe(true);
  });

  it.each(["abc", "12", "分机 6", "1381234567890123456", "138 1234 5678 or mail", "138 1234 5678 /", "转", ""])(
    "is not taken: %s",
    (text) => {
      expect(isPhone(text)).toBe(false);
    },
  );

  it("is shown in groups where it is a mobile number of the mainland", () => {
    expect(spacedPhone("13812345678")).toBe("138 1234 5678");
    expect(spacedPhone("+44 20 7946 0958")).toBe("+44 20 7946 0958");
  });
});
