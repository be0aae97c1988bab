import type { Language } from "../regulation/shape.ts";

/** A sentence for operators in both languages; gaps are `{name}`. */
export type Sentence = { readonly [L in Language]: string };

export interface Terminal {
  readonly language: Language;
  print(line: string): void;
  say(sentence: Sentence, gaps?: { readonly [name: string]: string | number }): void;
  /** For what went wrong. */
  complain(sentence: Sentence, gaps?: { readonly [name: string]: string | number }): void;
}

export function filled(text: string, gaps: { readonly [name: string]: string | number }): string {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}

/** Where operators' commands write to. */
export function terminalIn(
  language: Language,
  to: { readonly out: (line: string) => void; readonly err: (line: string) => void },
): Terminal {
  return {
    language,
    print: to.out,
    say: (sentence, gaps = {}) => to.out(filled(sentence[language], gaps)),
    complain: (sentence, gaps = {}) => to.err(filled(sentence[language], gaps)),
  };
}

export const HELP: Sentence = {
  en: `Complaint Desk, for whoever runs it: npm run -s desk -- COMMAND

  check FILE                 reads a regulation file and says, line by line, what is wrong or open
  schema                     prints the form of regulation files as JSON Schema, for editors
  new NAME --from REGULATION  begins a regulation of your own: asks what every one must answer, writes two files
  play FILE STORY.yaml       plays a story of events under a regulation and prints what happens when
  deadlines REGULATION       every deadline of a case, each with its explanation
      --received 2026-11-24T09:12    when it came in (local time of the calendar, or with Z or an offset)
      --level LEVEL --source SOURCE --kind KIND --fact NAME=VALUE (as often as wanted)     what is known of it
      --at 2026-11-26T10:00          how it stands then, if nobody does anything
  deadlines REGULATION       without --received: what each limit comes to by itself
      --from 2026-11-24T09:12    when its clock starts (now, if left out)
      --explain DEADLINE         how that date comes about, step by step
  calendar REGULATION        counts with a regulation's calendar
      --from TIME --add "2 working days"     what the time is after that long
      --from TIME --until TIME               how long it is between the two
      --calendar NAME                        one of the regulation's further calendars
  coverage [REGULATION …]    how many clauses of the texts are held by a story, shown, outside software, or open
      --prove                        proves anew what has changed since: takes each clause out and plays its stories
      --clauses                      says it of every clause

  queue                      what waits to be delivered, what was given up, which cases are in trouble
  rebuild [NUMBER or id]     makes the rows of cases anew from their events, all of them or one
  editions                   under which editions of their regulation open cases go on
  editions NUMBER … --because "why"          moves these cases to the edition that new cases have
  move --to postgres://…     takes the embedded database in DATA_DIR to an empty PostgreSQL database
  help                       this page

A REGULATION is a file, or the name of one that comes with the app (property). deadlines and calendar count by own
holiday lists, too: --holidays FILE (YAML or iCal), as often as wanted.
Everywhere: --language en or zh-CN, and --json where figures come out.
queue, rebuild, editions and move use DATABASE_URL and DATA_DIR as the app does; the embedded database must not be in use.`,
  "zh-CN": `Complaint Desk 运维命令：npm run -s desk -- 命令

  check 文件                  检查制度文件，逐行说明错误与待定之处
  schema                     打印制度文件格式的 JSON Schema，供编辑器使用
  new 名称 --from 制度         建立自己的制度：逐一询问每份制度都须明确的问题，生成两个文件
  play 文件 情节.yaml          按制度演示一连串事件，列出何时发生什么
  deadlines 制度              列出一件投诉的各项时限，并逐项说明
      --received 2026-11-24T09:12    收到时间（日历所在时区，也可带 Z 或时差）
      --level 级别 --source 来源 --kind 类型 --fact 名称=值（可多次）     已知情况
      --at 2026-11-26T10:00          如无人处理，届时的状态
  deadlines 制度              不写 --received：各项时限单独计算的结果
      --from 2026-11-24T09:12    起算时间（不写则为现在）
      --explain 时限              逐步说明该日期如何得出
  calendar 制度               用制度的日历计算
      --from 时间 --add "2 working days"     经过这么久之后的时间
      --from 时间 --until 时间               两个时间相距多久
      --calendar 名称                        制度的其他日历
  coverage [制度 …]           原文条款的覆盖情况：有情节验证、界面可见、软件之外、未覆盖
      --prove                        重新验证有变化的部分：逐条删去规则，再演示相关情节
      --clauses                      逐条列出

  queue                      待送达、已放弃的通知，以及定时处理出错的投诉单
  rebuild [编号或 id]          由事件重建投诉单数据，可全部或单个
  editions                   未结投诉单各适用哪一版制度
  editions 编号 … --because "原因"             将这些投诉单改按现行版制度办理
  move --to postgres://…     把 DATA_DIR 中的内置数据库迁移到一个空的 PostgreSQL 数据库
  help                       本说明

“制度”可为文件，或应用自带制度的名称（如 property）。deadlines 和 calendar 也可按自己的假期清单计算：
--holidays 文件（YAML 或 iCal），可多次。
通用：--language en 或 zh-CN；输出数字的命令可加 --json。
queue、rebuild、editions、move 与应用一样使用 DATABASE_URL 和 DATA_DIR；内置数据库须未被占用。`,
};

export const WORDS = {
  noSuchCommand: {
    en: 'There is no command "{name}". "help" lists them',
    "zh-CN": "没有“{name}”命令，请用 help 查看",
  },
  fileMissing: {
    en: "Name a regulation file, e.g. regulations/property.yaml",
    "zh-CN": "请给出制度文件，例如 regulations/property.yaml",
  },
  storyMissing: {
    en: "Name a story file after the regulation, e.g. test/stories/property/workflow.yaml",
    "zh-CN": "请在制度文件之后给出情节文件，例如 test/stories/property/workflow.yaml",
  },
  cannotRead: { en: "{file} cannot be read", "zh-CN": "无法读取 {file}" },
  nothingWrong: { en: "{file}: nothing to say", "zh-CN": "{file}：没有问题" },
  counted: {
    en: "{errors} errors, {warnings} warnings, {questions} open questions",
    "zh-CN": "错误 {errors} 处，提醒 {warnings} 处，待定 {questions} 处",
  },
  unusable: { en: "The file has errors. Run: check {file}", "zh-CN": "文件有错误，请先运行：check {file}" },
  noSuchDeadline: { en: 'There is no deadline "{id}". There are: {ids}', "zh-CN": "没有“{id}”时限，现有：{ids}" },
  noLimit: { en: "no limit given", "zh-CN": "制度未给出时长" },
  noSuchRegulation: {
    en: 'There is no regulation "{name}". There are: {names}',
    "zh-CN": "没有“{name}”制度，现有：{names}",
  },
  noSuchKind: {
    en: 'This regulation has no kind of case "{kind}". It has: {kinds}',
    "zh-CN": "本制度没有“{kind}”类型，现有：{kinds}",
  },
  newName: {
    en: 'A name is small letters, digits and hyphens: new my-company. "{name}" is not',
    "zh-CN": "名称须为小写字母、数字和连字符，如 new my-company；“{name}”不符合",
  },
  newExists: { en: "{file} is there already; nothing was changed", "zh-CN": "{file} 已存在，未作任何更改" },
  newIntro: {
    en: "A regulation of your own, begun from “{from}”. Enter keeps what stands there; everything can be changed later in the file",
    "zh-CN": "以“{from}”为底稿建立你们自己的制度。直接回车保留现有内容，之后都可在文件中修改",
  },
  newKeeps: { en: "   Enter keeps: {now}", "zh-CN": "   回车保留：{now}" },
  newOpen: { en: "   Enter leaves it open", "zh-CN": "   回车暂不规定" },
  newClause: {
    en: "   Which clause says so? Enter: none, the company decides it here",
    "zh-CN": "   依据第几条？回车：无条文，由公司在此规定",
  },
  newUnfit: { en: "   ✘ That is not an answer to this", "zh-CN": "   ✘ 无法识别此回答" },
  newDone: {
    en: `
{regulation} is your regulation, {desk} the desk to fill in. {open} questions are open: desk -- check {regulation} names them.
Next: put people and channels into {desk}, then DESK_FILE={desk} npm start`,
    "zh-CN": `
{regulation} 为制度文件，{desk} 为待填写的受理台文件。还有 {open} 个问题待定：desk -- check {regulation} 可查看。
下一步：在 {desk} 中填写人员和频道，然后 DESK_FILE={desk} npm start`,
  },
  noLevels: { en: "This regulation has no levels", "zh-CN": "本制度不分级别" },
  noSuchLevel: {
    en: 'This regulation has no level "{level}". It has: {levels}',
    "zh-CN": "本制度没有“{level}”级别，现有：{levels}",
  },
  heavierLevel: {
    en: 'These answers make it "{proposed}"; to take it for "{level}" somebody would have to agree. Leave --level out or answer otherwise',
    "zh-CN": "这些事实属于“{proposed}”级别，按“{level}”处理须经批准。请不写 --level，或更改事实",
  },
  levelIsNoFact: { en: "The level is said with --level", "zh-CN": "级别请用 --level 说明" },
  ownFact: { en: 'The app knows "{name}" of every case by itself', "zh-CN": "“{name}”由应用自行得出，不能填写" },
  noSuchFact: {
    en: 'This regulation has no fact "{name}". It has: {names}',
    "zh-CN": "本制度没有“{name}”事实，现有：{names}",
  },
  noSuchFactNear: {
    en: 'This regulation has no fact "{name}". Did you mean "{near}"?',
    "zh-CN": "本制度没有“{name}”事实，是否指“{near}”？",
  },
  factForm: { en: '"{text}" is no fact. Write: --fact name=value', "zh-CN": "“{text}”不是事实，请写：--fact 名称=值" },
  unfit: {
    en: '"{value}" does not fit "{fact}". It can be: {form}',
    "zh-CN": "“{value}”不符合“{fact}”，可填：{form}",
  },
  refusedCase: { en: "The rules refuse such a case: {what}", "zh-CN": "规则不接受这样的投诉：{what}" },
  beforeReceived: { en: "--at lies before --received", "zh-CN": "--at 早于 --received" },
  caseHead: {
    en: "{title} · received {received} · level: {level} · as it stands {at}",
    "zh-CN": "{title} · 收到：{received} · 级别：{level} · 查看时间：{at}",
  },
  noLevelYet: { en: "not set", "zh-CN": "未定" },
  untilTime: { en: "Until {due} · {state}", "zh-CN": "截止：{due} · {state}" },
  untilProvisional: { en: "Until {due} (provisional) · {state}", "zh-CN": "截止：{due}（暂定） · {state}" },
  leftOver: { en: ", {length} left", "zh-CN": "，剩余{length}" },
  startsWhen: { en: "Starts when: {events} · then {limit}", "zh-CN": "起算：{events} · 时限：{limit}" },
  warnsAt: { en: "Warnings: {times}", "zh-CN": "提醒：{times}" },
  notForThis: { en: "Not for such a case: {ids}", "zh-CN": "不适用于此类投诉：{ids}" },
  factLimit: { en: "at the time answered for {fact}", "zh-CN": "以“{fact}”所填时间为准" },
  noSuchCalendar: {
    en: 'There is no calendar "{name}". There are: {names}',
    "zh-CN": "没有“{name}”日历，现有：{names}",
  },
  queued: {
    en: "{queue}: {waiting} waiting, {underWay} under way, {putOff} put off, {failed} failed",
    "zh-CN": "{queue}：待处理 {waiting}，进行中 {underWay}，稍后重试 {putOff}，失败 {failed}",
  },
  oldest: { en: "  the oldest has waited since {since}", "zh-CN": "  最早的一条自 {since} 起等待" },
  givenUp: {
    en: "Given up: {count} × {what}, last {last}: {reason}",
    "zh-CN": "已放弃：{what} {count} 次，最近 {last}：{reason}",
  },
  nothingGivenUp: { en: "Nothing was given up", "zh-CN": "没有放弃的通知" },
  inTrouble: {
    en: "Case {number}: its timer failed {failures} times: {trouble}",
    "zh-CN": "投诉单 {number}：定时处理失败 {failures} 次：{trouble}",
  },
  rebuilt: {
    en: "{count} cases read anew from their events, {changed} of them changed",
    "zh-CN": "已由事件重建 {count} 件，其中 {changed} 件有变化",
  },
  rebuiltOne: { en: "{id} had been kept otherwise: {changed}", "zh-CN": "{id} 原数据不符：{changed}" },
  noSuchCase: { en: "No case {name}", "zh-CN": "没有投诉单 {name}" },
  currentEdition: {
    en: "{desk}: {edition}, for new cases; {open} open cases",
    "zh-CN": "{desk}：{edition}（现行版），未结{open}件",
  },
  formerEdition: { en: "{desk}: {edition}; {open} open cases", "zh-CN": "{desk}：{edition}，未结{open}件" },
  editionWhy: {
    en: 'Say why, in a few words: editions NUMBER --because "clause 19 was read wrongly"',
    "zh-CN": "请用几个字说明原因：editions 编号 --because “第19条此前理解有误”",
  },
  movedEdition: { en: "{number} goes by {edition} now", "zh-CN": "{number} 现按 {edition} 办理" },
  movedDate: { en: "  {step}: by {to} instead of {from}", "zh-CN": "  {step}：时限由 {from} 改为 {to}" },
  movedLevel: { en: "  level: {level}", "zh-CN": "  级别：{level}" },
  sameEdition: {
    en: "{number} goes by the edition of new cases already",
    "zh-CN": "{number} 已适用现行版制度",
  },
  endedAlready: { en: "{number} has ended: what is over stays as it was", "zh-CN": "{number} 已结束，不再变动" },
  kindGone: {
    en: "{number} is of a kind that the corrected regulation does not know. It keeps its edition",
    "zh-CN": "修订后的制度没有 {number} 的类型，该单仍适用原版",
  },
  notMovedEdition: { en: "{number} was not moved ({code})", "zh-CN": "{number} 未变动（{code}）" },
  moveWhere: {
    en: "Say where to: move --to postgres://user:password@server:5432/database",
    "zh-CN": "请说明目标：move --to postgres://用户:密码@服务器:5432/数据库",
  },
  movesEmbedded: {
    en: "Only an embedded database can be moved, but DATABASE_URL is set. Unset it for this command",
    "zh-CN": "只能迁移内置数据库，但已设置 DATABASE_URL，请在执行时取消该设置",
  },
  movedTable: { en: "  {table}: {rows} rows", "zh-CN": "  {table}：{rows} 行" },
  moved: {
    en: "Everything has been moved and compared. Now start the app with DATABASE_URL set; {folder} is as it was and can be kept as a copy",
    "zh-CN": "全部迁移完毕并已核对。请设置 DATABASE_URL 后启动应用；{folder} 原样保留，可作备份",
  },
  proving: { en: "{place}/{of} {clause}", "zh-CN": "第{place}条，共{of}条：{clause}" },
  unsound: {
    en: "{system}: {story} proves nothing, {why}",
    "zh-CN": "{system}：{story} 不能作为验证，{why}",
  },
  inseparable: { en: "inseparable", "zh-CN": "无法单独删去" },
  unproved: { en: "named, but no story fails without it", "zh-CN": "有情节提及，但删去后情节仍成立" },
  coverageTotal: { en: "all", "zh-CN": "合计" },
  coverageGoals: {
    en: "✔ {reached} of {systems} reach their goal (procedures 80 % held, guides 90 % shown); beyond: {beyond} of at most {most}; open: {open}",
    "zh-CN":
      "✔ {systems} 个制度中 {reached} 个达标（流程类八成以上有情节验证，指南类九成以上界面可见）；软件之外 {beyond} 条，上限 {most} 条；未覆盖 {open} 条",
  },
  coverageStale: {
    en: "* has changed since it was proved, or never was. Run: coverage --prove",
    "zh-CN": "* 上次验证后有变化，或尚未验证，请运行：coverage --prove",
  },
} as const satisfies { readonly [name: string]: Sentence };
