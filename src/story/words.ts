import type { EventType } from "../desk/events.ts";
import type { PingKind } from "../desk/notices.ts";
import type { Sentence } from "./problem.ts";

/** What is printed for each kind of event; `[[…]]` is left out when its gap has nothing to fill it. */
export const EVENT_WORDS: { readonly [type in EventType]: Sentence } = {
  received: { en: "complaint received: {text}", "zh-CN": "收到投诉：{text}" },
  numbered: { en: "number {number}", "zh-CN": "编号 {number}" },
  answered: { en: "answered: {facts}", "zh-CN": "填写：{facts}" },
  "level-set": {
    en: "level {level}[[ ({basis})]][[, because: {text}]]",
    "zh-CN": "级别：{level}[[（{basis}）]][[，原因：{text}]]",
  },
  found: { en: "found: {text}", "zh-CN": "认定：{text}" },
  "step-done": { en: "done: {step}[[, at {time}]]", "zh-CN": "已办：{step}[[，实际时间 {time}]]" },
  "step-approved": { en: "agreed to: {step}", "zh-CN": "审批通过：{step}" },
  "step-redated": { en: "{step} counts from {time}", "zh-CN": "{step} 的时间更正为 {time}" },
  "step-skipped": { en: "left out: {step}, because: {text}", "zh-CN": "未办：{step}，原因：{text}" },
  "steps-reopened": { en: "open again: {steps}[[, because: {text}]]", "zh-CN": "重新打开：{steps}[[，原因：{text}]]" },
  taken: { en: "{person} is {part} from now on", "zh-CN": "{part}：{person}" },
  named: { en: "{person} is named as {part}", "zh-CN": "指定 {person} 为{part}" },
  reassigned: { en: "given to {to}[[, because: {text}]]", "zh-CN": "改派：{to}[[，原因：{text}]]" },
  "hand-over-offered": {
    en: "offered to {to} until {time}, because: {text}",
    "zh-CN": "移交 {to}，{time} 前答复，原因：{text}",
  },
  "hand-over-taken": { en: "hand-over taken", "zh-CN": "已接收移交" },
  "hand-over-declined": { en: "hand-over declined: {text}", "zh-CN": "未接收移交：{text}" },
  "hand-over-lapsed": { en: "hand-over not answered in time", "zh-CN": "移交逾期未答复" },
  recused: { en: "{person} is kept out, because: {text}", "zh-CN": "{person} 回避，原因：{text}" },
  restricted: { en: "only for named readers from now on", "zh-CN": "转为限阅" },
  told: { en: "told: {people}[[ ({basis})]]", "zh-CN": "已告知：{people}[[（{basis}）]]" },
  "stood-in": { en: "{person} is away; {people} stands in", "zh-CN": "{person}不在，由{people}代理" },
  "nobody-in-role": { en: "nobody there as {role}; goes to {people}", "zh-CN": "{role}无人，转 {people}" },
  warned: { en: "due soon: {deadline}, by {time}", "zh-CN": "即将到期：{deadline}，{time} 前" },
  missed: {
    en: "MISSED: {deadline}, was due {time}[[; told: {people}]]",
    "zh-CN": "超时：{deadline}，应于 {time} 前[[；已告知 {people}]]",
  },
  "miss-cleared": { en: "miss cleared by a late record: {deadline}", "zh-CN": "补录后撤销超时：{deadline}" },
  "miss-found-wrong": {
    en: "miss found wrong: {deadline}, because: {text}",
    "zh-CN": "超时认定有误：{deadline}，原因：{text}",
  },
  chased: { en: "still late: {deadline}; reminded: {people}", "zh-CN": "仍超时：{deadline}，已提醒 {people}" },
  "rung-told": { en: "still late: {deadline}; now told: {people}", "zh-CN": "仍超时：{deadline}，逐级告知 {people}" },
  "miss-explained": { en: "miss explained: {text}", "zh-CN": "超时说明：{text}" },
  "dates-kept": {
    en: "{deadline} was over when the calendar changed: it stays {time}",
    "zh-CN": "{deadline} 在日历调整前已结束，仍为 {time}",
  },
  "dates-moved": { en: "{deadline} moved by the calendar to {time}", "zh-CN": "{deadline} 因日历调整为 {time}" },
  "waiting-began": { en: "on hold until {time}: {text}", "zh-CN": "暂停计时至 {time}：{text}" },
  "waiting-ended": { en: "the clock runs again", "zh-CN": "恢复计时" },
  requested: {
    en: "asks {people}: {of}[[ until {time}]][[, because: {text}]]",
    "zh-CN": "请 {people} 审批：{of}[[，至 {time}]][[，原因：{text}]]",
  },
  "request-reminded": { en: "reminded to answer: {people}", "zh-CN": "提醒审批：{people}" },
  "request-answered": { en: "answer: {answer}[[, because: {text}]]", "zh-CN": "答复：{answer}[[，原因：{text}]]" },
  "request-taken-back": { en: "request taken back", "zh-CN": "撤回申请" },
  extended: { en: "{deadline}: new limit {time}", "zh-CN": "{deadline}：新时限 {time}" },
  escalated: { en: "escalated to {people}[[, because: {text}]]", "zh-CN": "上报 {people}[[，原因：{text}]]" },
  decided: { en: "decided: {text}", "zh-CN": "定夺：{text}" },
  contacted: {
    en: "spoke with the customer: {text}[[; promised until {time}]]",
    "zh-CN": "已联系客户：{text}[[；承诺 {time} 前]]",
  },
  looked: { en: "looked at the contact details", "zh-CN": "查看联系方式" },
  "call-tried": {
    en: "call {attempt}: not reached[[, again {time}]]",
    "zh-CN": "第{attempt}次回访未接通[[，{time} 再拨]]",
  },
  "call-postponed": {
    en: "the call is put off until {time}[[, because: {text}]]",
    "zh-CN": "回访改至 {time}[[，原因：{text}]]",
  },
  "round-began": { en: "round {round} begins[[, because: {text}]]", "zh-CN": "第{round}轮开始[[，原因：{text}]]" },
  proposed: { en: "proposed to {people}: {text}", "zh-CN": "向 {people} 提出处理建议：{text}" },
  "proposal-withdrawn": { en: "proposal withdrawn", "zh-CN": "撤销处理建议" },
  "proposal-commented": { en: "on the proposal: {text}", "zh-CN": "对处理建议的说明：{text}" },
  "proposal-decided": { en: "on the proposal: {answer}, {text}", "zh-CN": "处理建议：{answer}，{text}" },
  ended: { en: "ENDED: {end}[[, because: {text}]]", "zh-CN": "终结：{end}[[，原因：{text}]]" },
  reopened: { en: "opened again, because: {text}", "zh-CN": "重新办理，原因：{text}" },
  archived: { en: "archived", "zh-CN": "已归档" },
  linked: { en: "linked with {number}", "zh-CN": "关联 {number}" },
  listed: { en: "put on the list {text}", "zh-CN": "列入名单 {text}" },
  unlisted: { en: "taken off the list {text}", "zh-CN": "移出名单 {text}" },
  "duty-opened": { en: "to be done besides: {text}[[, by {time}]]", "zh-CN": "另须办理：{text}[[，{time} 前]]" },
  "correction-planned": { en: "to be put right by {time}: {text}", "zh-CN": "整改（{time} 前）：{text}" },
  "correction-done": { en: "put right: {text}", "zh-CN": "整改完成：{text}" },
  "correction-checked": { en: "checked: {answer}, {text}", "zh-CN": "整改复查：{answer}，{text}" },
  "kind-changed": { en: "is now: {text}", "zh-CN": "类型改为 {text}" },
  "edition-moved": { en: "goes on under the corrected regulation", "zh-CN": "改按修订后的制度办理" },
  noted: { en: "note: {text}", "zh-CN": "备注：{text}" },
  "note-changed": { en: "note changed", "zh-CN": "备注已修改" },
  "not-delivered": { en: "could not be delivered: {text}", "zh-CN": "无法送达：{text}" },
};

export const PING_WORDS: { readonly [kind in PingKind]: Sentence } = {
  "new-for-you": { en: "new for you", "zh-CN": "待办" },
  "due-soon": { en: "due soon", "zh-CN": "即将到期" },
  "missed-owner": { en: "missed, to whoever has to do it", "zh-CN": "超时（承办）" },
  "missed-rung": { en: "missed, to the next in the ladder", "zh-CN": "超时（上级）" },
  "still-late-owner": { en: "still late", "zh-CN": "仍超时（承办）" },
  "still-late-rung": { en: "still late, to the next in the ladder", "zh-CN": "仍超时（上级）" },
  callback: { en: "call the customer", "zh-CN": "请回访" },
  decide: { en: "please decide", "zh-CN": "请定夺" },
  approval: { en: "please answer", "zh-CN": "请审批" },
  "approval-reminder": { en: "an answer is waited for", "zh-CN": "催审批" },
  "approval-answered": { en: "your request was answered", "zh-CN": "申请已答复" },
  "hand-over": { en: "offered to you", "zh-CN": "请接收" },
  promise: { en: "a promise is due", "zh-CN": "承诺到期" },
  informed: { en: "for your information", "zh-CN": "知会" },
  "sent-back": { en: "back to you", "zh-CN": "退回" },
  restricted: { en: "a restricted case", "zh-CN": "限阅" },
};

export const WORDS = {
  desk: { en: "by itself", "zh-CN": "自动" },
  refused: { en: "REFUSED: {code}", "zh-CN": "未办成：{code}" },
  repeated: { en: "the same request again: nothing changed", "zh-CN": "重复请求：未作改动" },
  nothing: { en: "nothing happened", "zh-CN": "无变化" },
  notBefore: { en: "not before {time}", "zh-CN": "{time} 后送达" },
  administrators: { en: "the administrators", "zh-CN": "管理员" },
  yes: { en: "yes", "zh-CN": "同意" },
  no: { en: "no", "zh-CN": "不同意" },
  changed: { en: "{person}: the people change", "zh-CN": "{person}：人员变动" },
  unmet: {
    en: "✘ line {line}: {check} should be {wanted}, but is {actual}",
    "zh-CN": "✘ 第{line}行：{check} 应为 {wanted}，实为 {actual}",
  },
  unwanted: {
    en: "✘ line {line}: {check} should not be {wanted}, but is {actual}",
    "zh-CN": "✘ 第{line}行：{check} 不应为 {wanted}，实为 {actual}",
  },
  refusedUnasked: {
    en: "✘ line {line}: this was refused ({actual}), and the story does not expect it",
    "zh-CN": "✘ 第{line}行：此处未办成（{actual}），而情节中没有预期",
  },
  asExpected: { en: "✔ as expected: {count}", "zh-CN": "✔ 符合预期：{count} 项" },
  wrong: { en: "{file}:{line}: {message}", "zh-CN": "{file}:{line}：{message}" },
  counted: {
    en: "{cases} cases, {checks} expectations, {failed} not met",
    "zh-CN": "{cases} 例，{checks} 项预期，{failed} 项不符",
  },
} as const satisfies { readonly [name: string]: Sentence };

export interface Gaps {
  readonly [name: string]: string | number | undefined;
}

/** A sentence in one language with its gaps filled. */
export function say(sentence: Sentence, language: keyof Sentence, gaps: Gaps = {}): string {
  const whole = sentence[language].replaceAll(/\[\[(.*?)\]\]/g, (_, part: string) => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    return names.every((name) => gaps[name] !== undefined && gaps[name] !== "") ? part : "";
  });
  return whole.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? "–"));
}
