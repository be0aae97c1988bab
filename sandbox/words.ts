import type { Trouble } from "./protocol.ts";

/**
 * What Slack itself says to a person, by his language. English where Slack's own sentence is known word for word; the rest and
 * the Chinese ones are ours, with the same meaning.
 */
const WORDS = {
  commandFailed: {
    en: '{command} failed with the error "{error}"',
    zh: "{command} 执行失败，错误为“{error}”",
  },
  unknownCommand: {
    en: '`{command}` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.\nIf you are trying to send a message and not run a command, try preceding the "/" with an empty space.',
    zh: "`{command}` 不是有效的命令。在 Slack 中，以“/”开头的消息都会被当作命令。\n如果您想发送消息而不是运行命令，请在“/”前加一个空格。",
  },
  notInThreads: {
    en: "{command} is not supported in threads. Sorry!",
    zh: "抱歉，消息列中不支持 {command}！",
  },
  actionTimeout: {
    en: "Operation timed out. Apps need to respond within 3 seconds.",
    zh: "操作超时。应用需要在 3 秒内响应。",
  },
  actionFailed: {
    en: "This app is not responding to that action right now ({error}). Try again later.",
    zh: "该应用目前没有响应此操作（{error}）。请稍后再试。",
  },
  submitFailed: {
    en: "We had some trouble connecting. Try again?",
    zh: "连接出了点问题。要再试一次吗？",
  },
  optionsFailed: { en: "Result not available", zh: "无法获取结果" },
  required: { en: "Please complete this required field.", zh: "请填写此必填字段。" },
  tooShort: { en: "Please enter at least {n} characters.", zh: "请至少输入 {n} 个字符。" },
  tooLong: { en: "Please enter at most {n} characters.", zh: "最多可输入 {n} 个字符。" },
  notAnEmail: { en: "Please enter a valid email address.", zh: "请输入有效的电子邮件地址。" },
  notAUrl: { en: "Please enter a valid URL.", zh: "请输入有效的网址。" },
  notANumber: { en: "Please enter a valid number.", zh: "请输入有效的数字。" },
  notAWhole: { en: "Please enter a whole number.", zh: "请输入整数。" },
  tooSmall: { en: "Please enter a number of at least {n}.", zh: "请输入不小于 {n} 的数字。" },
  tooBig: { en: "Please enter a number of at most {n}.", zh: "请输入不大于 {n} 的数字。" },
  cancel: { en: "Cancel", zh: "取消" },
  close: { en: "Close", zh: "关闭" },
  archived: { en: "This channel has been archived.", zh: "此频道已存档。" },
  notMember: { en: "You are not in this conversation.", zh: "您不在此对话中。" },
  notYours: { en: "You can change only what you wrote.", zh: "您只能更改自己写的内容。" },
  gone: { en: "That is no longer there.", zh: "该内容已不存在。" },
  nothingToSay: { en: "There is nothing to send.", zh: "没有可发送的内容。" },
  noSuchOption: { en: "That cannot be chosen here.", zh: "此处不能选择该项。" },
  tooLarge: { en: "That file is too large.", zh: "该文件太大。" },
} as const;

export type Word = keyof typeof WORDS;

/** The sentence in the language of this locale ("zh-CN" and its like: Chinese; all others: English). */
export function say(locale: string, word: Word, values: Record<string, string | number> = {}): string {
  const text = WORDS[word][locale.startsWith("zh") ? "zh" : "en"];
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** What stands beside a message, a modal or Home when the app did not do its part. */
export function actionTrouble(locale: string, error: string): Trouble {
  const word = error === "operation_timeout" ? "actionTimeout" : "actionFailed";
  return { error, words: say(locale, word, { error }) };
}
