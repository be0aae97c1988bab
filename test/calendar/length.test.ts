import { describe, expect, it } from "vitest";
import { parseLength } from "../../src/calendar/length.ts";

describe("lengths as people write them", () => {
  it.each`
    text                     | amount | unit
    ${"2 working days"}      | ${2}   | ${"working days"}
    ${"1 working day"}       | ${1}   | ${"working days"}
    ${"2 business days"}     | ${2}   | ${"working days"}
    ${"4 working hours"}     | ${4}   | ${"working hours"}
    ${"24 hours"}            | ${24}  | ${"hours"}
    ${"1.5 h"}               | ${1.5} | ${"hours"}
    ${"30 minutes"}          | ${30}  | ${"minutes"}
    ${"90s"}                 | ${90}  | ${"seconds"}
    ${"3 days"}              | ${3}   | ${"days"}
    ${"1 week"}              | ${1}   | ${"weeks"}
    ${"a week"}              | ${1}   | ${"weeks"}
    ${"Fifteen Days"}        | ${15}  | ${"days"}
    ${"half month"}          | ${1}   | ${"half months"}
    ${"half a month"}        | ${1}   | ${"half months"}
    ${"2 half months"}       | ${2}   | ${"half months"}
    ${"3 months"}            | ${3}   | ${"months"}
    ${"1 quarter"}           | ${1}   | ${"quarters"}
    ${"half a year"}         | ${1}   | ${"half years"}
    ${"1 half year"}         | ${1}   | ${"half years"}
    ${"1 year"}              | ${1}   | ${"years"}
    ${"half an hour"}        | ${30}  | ${"minutes"}
    ${"within 2 hours"}      | ${2}   | ${"hours"}
    ${"  2   working days "} | ${2}   | ${"working days"}
    ${"3个工作日"}           | ${3}   | ${"working days"}
    ${"3 个工作日"}          | ${3}   | ${"working days"}
    ${"三个工作日内"}        | ${3}   | ${"working days"}
    ${"两天"}                | ${2}   | ${"days"}
    ${"15日"}                | ${15}  | ${"days"}
    ${"二十四小时"}          | ${24}  | ${"hours"}
    ${"24小时以内"}          | ${24}  | ${"hours"}
    ${"4个工作小时"}         | ${4}   | ${"working hours"}
    ${"三十分钟"}            | ${30}  | ${"minutes"}
    ${"半小时"}              | ${30}  | ${"minutes"}
    ${"一周"}                | ${1}   | ${"weeks"}
    ${"半个月"}              | ${1}   | ${"half months"}
    ${"十二个月"}            | ${12}  | ${"months"}
    ${"半年"}                | ${1}   | ${"half years"}
    ${"一百零五天"}          | ${105} | ${"days"}
  `("“$text” is $amount $unit", ({ text, amount, unit }: { text: string; amount: number; unit: string }) => {
    expect(parseLength(text)).toEqual({ amount, unit });
  });

  it.each`
    text                  | moment
    ${"same day"}         | ${"same day"}
    ${"The same day"}     | ${"same day"}
    ${"当日"}             | ${"same day"}
    ${"当天内"}           | ${"same day"}
    ${"next day"}         | ${"next day"}
    ${"次日"}             | ${"next day"}
    ${"第二天"}           | ${"next day"}
    ${"next working day"} | ${"next working day"}
    ${"下一个工作日"}     | ${"next working day"}
    ${"same shift"}       | ${"same shift"}
    ${"当班"}             | ${"same shift"}
  `("“$text” is the moment $moment", ({ text, moment }: { text: string; moment: string }) => {
    expect(parseLength(text)).toBe(moment);
  });

  it.each`
    text                   | code
    ${""}                  | ${"unknown-length"}
    ${"soon"}              | ${"unknown-length"}
    ${"2"}                 | ${"unknown-length"}
    ${"days"}              | ${"unknown-length"}
    ${"2 rings"}           | ${"unknown-length"}
    ${"two or three days"} | ${"unknown-length"}
    ${"2-3 days"}          | ${"unknown-length"}
    ${"1.2.3 days"}        | ${"unknown-length"}
    ${"half a day"}        | ${"unknown-length"}
    ${"-2 hours"}          | ${"negative"}
    ${"1.5 working days"}  | ${"not-whole"}
    ${"0 days"}            | ${"absurd"}
    ${"1000 years"}        | ${"absurd"}
  `("“$text” is refused as $code", ({ text, code }: { text: string; code: string }) => {
    expect(() => parseLength(text)).toThrow(expect.objectContaining({ code }));
  });
});
