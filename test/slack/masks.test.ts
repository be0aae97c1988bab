import { describe, expect, it } from "vitest";
import { hasPhone, isPhone, maskMail, maskName, maskPhone, spacedPhone } from "../../src/slack/masks.ts";

describe("contact details on shared surfaces", () => {
  it.each([
    ["138 1234 5678", "138****5678"],
    ["+86 138-1234-5678", "861****5678"],
    ["0755-88881234", "075****1234"],
    ["8888 12", "****12"],
    ["12", "****"],
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
  ])("is found in “%s”", (text) => {
    expect(hasPhone(text)).toBe(true);
  });

  it.each(["2026110042 is closed", "at 18:00 on 25 Nov", "¥2,000 for 3 days", "room 1806", "order 20261124000123456"])(
    "is not seen in “%s”",
    (text) => {
      expect(hasPhone(text)).toBe(false);
    },
  );
});

describe("a phone number in a form", () => {
  it.each(["138 1234 5678", "+49 (30) 123456", "8888-1234"])("is taken: %s", (text) => {
    expect(isPhone(text)).toBe(true);
  });

  it.each(["abc", "12345", "1381234567890123456", "138 1234 5678 or mail", ""])("is not taken: %s", (text) => {
    expect(isPhone(text)).toBe(false);
  });

  it("is shown in groups where it is a mobile number of the mainland", () => {
    expect(spacedPhone("13812345678")).toBe("138 1234 5678");
    expect(spacedPhone("+44 20 7946 0958")).toBe("+44 20 7946 0958");
  });
});
