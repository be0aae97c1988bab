/**
 * A sentence that `check` can say: what is wrong on this line and what to do. `{name}` is filled in; `[[…]]` is left
 * out when its gap has nothing to fill it.
 */
export interface Message {
  readonly severity: "error" | "warning" | "question";
  readonly en: string;
  readonly zh: string;
}

/** What `check` says about the form and the names of a file. */
export const FORM = {
  // ── The file as YAML ───────────────────────────────────────────────────────────────────────────────────────────
  "not-yaml": {
    severity: "error",
    en: "This is not YAML: {detail} Correct the line.",
    zh: "这不是合法的 YAML：{detail} 请改正此行。",
  },
  "too-large": {
    severity: "error",
    en: "The file is larger than 1 MB. A regulation fits on a few hundred lines; take out what does not belong here.",
    zh: "文件超过 1 MB。一份制度只需几百行，请删去无关内容。",
  },
  "too-deep": {
    severity: "error",
    en: "This is nested more than 40 deep. No rule needs that; write it flatter.",
    zh: "嵌套超过 40 层。没有规则需要如此，请写得平一些。",
  },
  "not-a-map": {
    severity: "error",
    en: "A regulation file is a list of sections such as `id:` and `steps:`. Start with `id:`.",
    zh: "制度文件由 `id:`、`steps:` 等部分组成，请从 `id:` 写起。",
  },
  "several-documents": {
    severity: "error",
    en: "One file holds one regulation. Remove the `---` and put the rest into a file of its own.",
    zh: "一个文件只写一份制度。请删去 `---`，把其余内容另存一个文件。",
  },
  anchor: {
    severity: "error",
    en: "Anchors (`&{name}`) are not used here, so that every line can be read by itself. Write the value out.",
    zh: "这里不使用锚点（`&{name}`），每行都应能单独读懂。请直接写出内容。",
  },
  alias: {
    severity: "error",
    en: "References (`*{name}`) are not used here. Write the value out.",
    zh: "这里不使用引用（`*{name}`）。请直接写出内容。",
  },
  "merge-key": {
    severity: "error",
    en: "`<<` is not used here. Write the keys out.",
    zh: "这里不使用 `<<`。请直接写出各项。",
  },
  tag: {
    severity: "error",
    en: "Tags (`{tag}`) are not used here. Remove it; put text that must stay text in quotes.",
    zh: "这里不使用标签（`{tag}`）。请删去；需要保持为文字的内容请加引号。",
  },
  "old-yaml": {
    severity: "error",
    en: "The file says YAML {version}; regulation files are YAML 1.2. Remove the `%YAML` line.",
    zh: "文件声明为 YAML {version}，制度文件使用 YAML 1.2。请删去 `%YAML` 一行。",
  },
  "duplicate-key": {
    severity: "error",
    en: "`{key}` stands here a second time. Keep one of the two, or join them in a list.",
    zh: "`{key}` 在此重复出现。请保留一个，或合并成列表。",
  },
  "odd-key": {
    severity: "error",
    en: "A key must be a word. Write `key: value`.",
    zh: "键必须是一个词。请写成 `键: 值`。",
  },
  "other-name": {
    severity: "warning",
    en: "The file is called `{name}`, its id is `{id}`. Give both the same name.",
    zh: "文件名为 `{name}`，标识为 `{id}`。请使两者一致。",
  },
  // ── The shape of lines ─────────────────────────────────────────────────────────────────────────────────────────
  "unknown-key": {
    severity: "error",
    en: "There is no key `{key}` here. [[Did you mean `{nearest}`? ]]Known here: {known}.",
    zh: "此处没有 `{key}` 这一项。[[是否指 `{nearest}`？]]可用：{known}。",
  },
  "missing-key": { severity: "error", en: "`{key}` is missing here. Add it.", zh: "此处缺少 `{key}`，请补上。" },
  "empty-value": {
    severity: "error",
    en: "`{key}` has no value. Fill it in, write `not given`, or remove the key.",
    zh: "`{key}` 没有内容。请填写、写 `not given`，或删去此项。",
  },
  "wrong-form": { severity: "error", en: "`{key}` must be {expected}.", zh: "`{key}` 应为{expectedZh}。" },
  "unknown-word": {
    severity: "error",
    en: "`{value}` is no word of the language for `{key}`. [[Did you mean `{nearest}`? ]]Possible: {known}.",
    zh: "`{key}` 不能写 `{value}`。[[是否指 `{nearest}`？]]可用：{known}。",
  },
  "bad-id": {
    severity: "error",
    en: "`{value}` cannot be an id. Use small letters, digits and hyphens, for example `record-form`.",
    zh: "`{value}` 不能用作标识。请用小写字母、数字和连字符，例如 `record-form`。",
  },
  "missing-translation": {
    severity: "error",
    en: "This text needs {expected} parts, one for each of {languages}, divided by ` | `; it has {found}. Add what is missing.",
    zh: "此处文字应有 {expected} 段，对应 {languages}，以 ` | ` 分隔；现有 {found} 段。请补全。",
  },
  "swapped-languages": {
    severity: "warning",
    en: "The English part holds Chinese and the Chinese part none. Put them in the order of `languages`.",
    zh: "英文段里是中文，中文段里没有中文。请按 `languages` 的顺序书写。",
  },
  "bad-length": {
    severity: "error",
    en: "`{value}` is no length of time. Write for example `30 minutes`, `2 working days`, `same day`, `not given`[[, or one of your words: {words}]].",
    zh: "`{value}` 不是时限。可写 `30 minutes`、`2 working days`、`same day`、`not given`[[，或自定的词：{words}]]。",
  },
  "zero-length": {
    severity: "error",
    en: 'A limit of nothing is missed before it begins. Write a length, or a word of `words` for "at once".',
    zh: "时限不能为零。请写出时长，或用 `words` 中的词表示“立即”。",
  },
  "bad-money": {
    severity: "error",
    en: "`{value}` is no sum of money. Write for example `300 CNY`[[ {or}]] or `not given`.",
    zh: "`{value}` 不是金额。可写 `300 CNY`[[ {or}]] 或 `not given`。",
  },
  "bad-hours": {
    severity: "error",
    en: "`{value}` are no hours. Write `09:00-12:00`, from 00:00 to 24:00.",
    zh: "`{value}` 不是时段。请写成 `09:00-12:00`，范围 00:00 至 24:00。",
  },
  "bad-days": {
    severity: "error",
    en: "`{value}` are no days of the week. Write `mon-fri` or `sat`.",
    zh: "`{value}` 不是星期。请写 `mon-fri` 或 `sat`。",
  },
  "bad-date": {
    severity: "error",
    en: "`{value}` is no date. Write {expected}.",
    zh: "`{value}` 不是日期。请写成 {expected}。",
  },
  "bad-number-pattern": {
    severity: "error",
    en: "The number needs one `{seq:N}` and only the parts {yyyy}, {yy}, {MM}, {dd}, {half}: `{pattern}` is not so.",
    zh: "编号须含一个 `{seq:N}`，其余只可用 {yyyy}、{yy}、{MM}、{dd}、{half}：`{pattern}` 不符合。",
  },
  "bad-warning": {
    severity: "error",
    en: "`{value}` is no warning. Write `80 %`, `1 week before` or `none`.",
    zh: "`{value}` 不是提醒。可写 `80 %`、`1 week before` 或 `none`。",
  },
  "bad-due": {
    severity: "error",
    en: "`{value}` is no day of a duty. Write `day 15`, `first working day` or `last day`; a length goes to `within`.",
    zh: "`{value}` 不是例行事项的日期。可写 `day 15`、`first working day` 或 `last day`；时长请写在 `within`。",
  },
  "bad-comparison": {
    severity: "error",
    en: "`{value}` compares with nothing. Write for example `at least 3` or `more than 500 CNY`.",
    zh: "`{value}` 无法比较。可写 `at least 3` 或 `more than 500 CNY`。",
  },
  "both-or-neither": {
    severity: "error",
    en: "Write {one} or {other}, one of the two.",
    zh: "{one} 与 {other} 必须且只能写一个。",
  },
  "unknown-placeholder": {
    severity: "error",
    en: "`{name}` cannot be filled in. Possible: {known}.",
    zh: "`{name}` 无法替换。可用：{known}。",
  },
  // ── Names ──────────────────────────────────────────────────────────────────────────────────────────────────────
  "duplicate-id": {
    severity: "error",
    en: "The id `{id}` is taken on line {other} ({kind}). Give one of the two another name.",
    zh: "标识 `{id}` 已在第 {other} 行使用（{kind}）。请给其中一个改名。",
  },
  "reserved-id": {
    severity: "error",
    en: "`{id}` is a word of the language. Choose another name.",
    zh: "`{id}` 是本语言的保留词，请换一个名字。",
  },
  "unknown-role": {
    severity: "error",
    en: "Nobody is called `{id}`: it is no role and no part. [[Did you mean `{nearest}`? ]]Add it to `roles`, or correct the name.",
    zh: "没有名为 `{id}` 的职责或本案角色。[[是否指 `{nearest}`？]]请在 `roles` 中添加或改正。",
  },
  "unknown-part": {
    severity: "error",
    en: "`{id}` is no part of this case. [[Did you mean `{nearest}`? ]]Add it to `parts`.",
    zh: "`{id}` 不是本案角色。[[是否指 `{nearest}`？]]请在 `parts` 中添加。",
  },
  "unknown-field": {
    severity: "error",
    en: "There is no field `{id}`. [[Did you mean `{nearest}`? ]]Add it to `fields`.",
    zh: "没有字段 `{id}`。[[是否指 `{nearest}`？]]请在 `fields` 中添加。",
  },
  "unknown-fact": {
    severity: "error",
    en: "`{id}` is no fact of this regulation. [[Did you mean `{nearest}`? ]]Add a field, or correct the name.",
    zh: "本制度中没有事实 `{id}`。[[是否指 `{nearest}`？]]请添加字段或改正。",
  },
  "unknown-value": {
    severity: "error",
    en: "`{fact}` can never be `{value}`. [[Did you mean `{nearest}`? ]]Possible: {known}.",
    zh: "`{fact}` 不可能是 `{value}`。[[是否指 `{nearest}`？]]可用：{known}。",
  },
  "unknown-step": {
    severity: "error",
    en: "There is no step `{id}`. [[Did you mean `{nearest}`? ]]Add it to `steps`, or correct the name.",
    zh: "没有环节 `{id}`。[[是否指 `{nearest}`？]]请在 `steps` 中添加或改正。",
  },
  "unknown-event": {
    severity: "error",
    en: "`{id}` never happens: it is no event, step, duty or field. [[Did you mean `{nearest}`?]]",
    zh: "`{id}` 不会发生：它不是事件、环节、例行事项或字段。[[是否指 `{nearest}`？]]",
  },
  "unknown-name": {
    severity: "error",
    en: "There is no {kind} `{id}`. [[Did you mean `{nearest}`? ]]Add it, or correct the name.",
    zh: "没有{kindZh} `{id}`。[[是否指 `{nearest}`？]]请添加或改正。",
  },
  "bare-word": {
    severity: "error",
    en: "`{fact}` is no yes/no question, so it needs a value: `{ {fact}: … }`, or `given`.",
    zh: "`{fact}` 不是是非题，须写明取值：`{ {fact}: … }` 或 `given`。",
  },
  "not-comparable": {
    severity: "error",
    en: "`{fact}` is no number and no sum, so nothing can be more or less. Name its values.",
    zh: "`{fact}` 不是数字或金额，无法比较大小。请写出取值。",
  },
  "use-received": {
    severity: "error",
    en: "`receive` is the filing itself. As an event it is called `received` (start of this round) or `first-received`.",
    zh: "`receive` 就是登记本身。作为事件请写 `received`（本轮开始）或 `first-received`。",
  },
  "placed-otherwise": {
    severity: "error",
    en: "`otherwise` may stand on one line of this table only; it stands on line {other} too. Keep one.",
    zh: "一张表中只能有一行 `otherwise`；第 {other} 行已有。请保留一行。",
  },
} as const satisfies { readonly [code: string]: Message };
