/**
 * Every sentence that `check` can say: what is wrong on this line and what to do. `{name}` is filled in; `[[…]]` is
 * left out when its gap has nothing to fill it.
 */
interface Message {
  readonly severity: "error" | "warning" | "question";
  readonly en: string;
  readonly zh: string;
}

const table = {
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
    en: "`{value}` is no day of a duty. Write `day 15` or `first working day`; a length goes to `within`.",
    zh: "`{value}` 不是例行事项的日期。可写 `day 15` 或 `first working day`；时长请写在 `within`。",
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
  // ── Sense ──────────────────────────────────────────────────────────────────────────────────────────────────────
  "no-ground": {
    severity: "error",
    en: "Say where this line comes from: `basis: [04]` for the clause, or `house: …` with the reason why the company has it.",
    zh: "请注明此行的出处：以 `basis: [04]` 写明条款，或以 `house: …` 说明为何由本公司规定。",
  },
  "unknown-matter": {
    severity: "error",
    en: "`{value}` is no matter that a text can be silent on. [[Did you mean `{nearest}`? ]]Possible: {known}.",
    zh: "`silent` 不能写 `{value}`。[[是否指 `{nearest}`？]]可用：{known}。",
  },
  "silent-needs-house": {
    severity: "error",
    en: "The edition says that the text is silent on {matter}, yet this line has no `house`. Add the reason, or take `{matter}` out of `silent`.",
    zh: "版本说明称原文未规定 {matter}，但此行没有 `house`。请补充理由，或从 `silent` 中删去 `{matter}`。",
  },
  calendar: {
    severity: "error",
    en: "The calendar `{name}` cannot answer: {en}.",
    zh: "日历 `{name}` 无法计算：{zh}。",
  },
  "no-shifts": {
    severity: "error",
    en: "`same shift` needs shifts. Add `shifts: { day: 08:00-20:00 }` to `calendar`.",
    zh: "`same shift` 需要班次。请在 `calendar` 中添加 `shifts: { day: 08:00-20:00 }`。",
  },
  "role-without-list": {
    severity: "error",
    en: "The role `{id}` is held for each entry of a list. Name the list: `of: …`.",
    zh: "职责 `{id}` 按名单逐条担任，请写明名单：`of: …`。",
  },
  "role-of-itself": {
    severity: "error",
    en: "The role `{id}` stands for itself, so nobody can hold it. Take it out of its own `any-of` or `absent`.",
    zh: "职责 `{id}` 指向自身，无人能担任。请从其 `any-of` 或 `absent` 中删去。",
  },
  "never-named": {
    severity: "error",
    en: "Nobody ever becomes `{part}`: no step has `names: {part}`. Add it to the step that names the person.",
    zh: "`{part}` 永远无人担任：没有环节写 `names: {part}`。请在指定人员的环节中添加。",
  },
  "named-in-vain": {
    severity: "error",
    en: "This step names `{part}`, but the part takes nobody by name. Add `{part}: { who: named }` to `parts`.",
    zh: "此环节指定 `{part}`，但该角色不接受指定。请在 `parts` 中添加 `{part}: { who: named }`。",
  },
  circle: {
    severity: "error",
    en: "This waits for itself: {path}. Break the circle.",
    zh: "此处互相等待：{path}。请打破循环。",
  },
  "milestone-order": {
    severity: "error",
    en: "`{id}` must stand after `{other}`: dispatch, accept, resolve, callback, close, archive is the order of every case. Move the line.",
    zh: "`{id}` 必须在 `{other}` 之后：每件投诉依次为 dispatch、accept、resolve、callback、close、archive。请移动此行。",
  },
  "after-later": {
    severity: "error",
    en: "This step waits for `{id}`, which stands later in the list. Move one of the two, or say `any-order: yes`.",
    zh: "此环节等待排在其后的 `{id}`。请调整顺序，或写 `any-order: yes`。",
  },
  "back-to-later": {
    severity: "error",
    en: "Going back to `{id}` is going forward: it stands after the moment of this rule. Name a step that has been done by then.",
    zh: "`{id}` 排在此规则触发之后，不是退回。请写此时已完成的环节。",
  },
  "cannot-run": {
    severity: "error",
    en: "This limit can never run: `{until}` is never done after `{from}`. Correct `from` or `until`.",
    zh: "此时限永远不会计时：`{until}` 不会发生在 `{from}` 之后。请改正 `from` 或 `until`。",
  },
  "no-time": {
    severity: "error",
    en: "`{id}` is no date or time, so nothing can be due then. Name a field of type `date` or `time`.",
    zh: "`{id}` 不是日期或时间，不能作为期限。请写类型为 `date` 或 `time` 的字段。",
  },
  "never-asked": {
    severity: "error",
    en: "Nobody is ever asked `{fact}`, so this condition never holds. Add it to the `ask` of a step before.",
    zh: "没有任何环节询问 `{fact}`，此条件永不成立。请在之前的环节 `ask` 中添加。",
  },
  "asked-too-late": {
    severity: "warning",
    en: "`{fact}` is read here for `{step}`, but asked only later. Ask it in a step before, or move the step.",
    zh: "此处为 `{step}` 读取 `{fact}`，但它在之后才询问。请提前询问或调整顺序。",
  },
  "never-reached": {
    severity: "error",
    en: "No answers ever lead to this line: a line above always fits first, or its conditions exclude one another. Move it up, correct it or remove it.",
    zh: "任何情况都不会用到此行：前面的行总先符合，或其条件互相排斥。请上移、改正或删除。",
  },
  "never-reached-after": {
    severity: "error",
    en: "This line is never read: line {other} always fits before it. Move line {other} to the end of the table.",
    zh: "此行永远不会用到：第 {other} 行总先符合。请把第 {other} 行移到表末。",
  },
  "never-holds": {
    severity: "error",
    en: "The conditions of this line exclude one another, so it never holds. Correct them.",
    zh: "此行的条件互相排斥，永不成立。请改正。",
  },
  "never-holds-together": {
    severity: "error",
    en: "This never happens: the conditions of this line and of the step that it hangs on exclude one another. Correct one of them.",
    zh: "此行的条件与所属环节的条件互相排斥，永不发生。请改正其一。",
  },
  "too-many-answers": {
    severity: "warning",
    en: "The table `{name}` asks so many facts that not all answers could be tried. Split it with a finding.",
    zh: "表 `{name}` 涉及的事实过多，无法逐一检验。请用一项认定拆分。",
  },
  "no-level": {
    severity: "question",
    en: "Which level has a case where[[ {example}]]? No line fits ({holes} of {all} answers). Add a line, or `otherwise` to one.",
    zh: "以下情况属于哪一级：[[{example}]]？没有一行符合（{all} 种回答中有 {holes} 种）。请添加一行，或在某行写 `otherwise`。",
  },
  "no-finding": {
    severity: "question",
    en: "What is `{name}` where[[ {example}]]? No line fits ({holes} of {all} answers). Add a line with `when: otherwise`.",
    zh: "以下情况 `{name}` 如何认定：[[{example}]]？没有一行符合（{all} 种回答中有 {holes} 种）。请添加 `when: otherwise` 的一行。",
  },
  "nobody-fits": {
    severity: "question",
    en: "Who is `{name}` where[[ {example}]]? No line fits ({holes} of {all} answers). Add a last line without condition.",
    zh: "以下情况谁是 `{name}`：[[{example}]]？没有一行符合（{all} 种回答中有 {holes} 种）。请在末尾添加一行无条件的。",
  },
  "no-ladder": {
    severity: "question",
    en: "Who is told above where[[ {example}]]? No ladder fits. Add a last one without condition.",
    zh: "以下情况上报给谁：[[{example}]]？没有适用的上报链。请在末尾添加一条无条件的。",
  },
  "not-given": {
    severity: "question",
    en: "`{key}` of `{name}` is not given. It is shown and required, but has no clock or sum until you fill it in.",
    zh: "`{name}` 的 `{key}` 未规定。填写之前只作提示，不计时、不计金额。",
  },
  "in-force": {
    severity: "question",
    en: "From when is this regulation in force? `in-force` is not given.",
    zh: "本制度自何时起施行？`in-force` 未规定。",
  },
  asleep: {
    severity: "question",
    en: "How often is the duty `{id}` due? Its rhythm is not given, so it sleeps. Write `every: month`, or a word of `words`.",
    zh: "例行事项 `{id}` 多久一次？未规定周期，暂不启用。请写 `every: month` 或 `words` 中的词。",
  },
  "who-sets-level": {
    severity: "question",
    en: "Who sets the level? Answer with `level-rules: { set-by: … }`.",
    zh: "由谁定级？请写 `level-rules: { set-by: … }`。",
  },
  "nobody-owns": {
    severity: "question",
    en: "Who owns a case? Answer with `parts: { owner: { who: … } }`; until then it is whoever accepts it.",
    zh: "由谁承办？请写 `parts: { owner: { who: … } }`；在此之前由签收人承办。",
  },
  "nobody-above": {
    severity: "question",
    en: "Who is told when something is late? Answer with `ladder: { rungs: [ … ] }`; until then only the administrators are.",
    zh: "超时告知谁？请写 `ladder: { rungs: [ … ] }`；在此之前只告知管理员。",
  },
  "open-verdict": {
    severity: "question",
    en: "What follows when the customer is not satisfied? Answer with a `whenever` line: `{ after: callback, when: { verdict: dissatisfied }, next-round: resolve }`.",
    zh: "客户不满意时如何处理？请在 `whenever` 中写：`{ after: callback, when: { verdict: dissatisfied }, next-round: resolve }`。",
  },
  unused: {
    severity: "warning",
    en: "The {kind} `{id}` is never used. Use it or remove the line.",
    zh: "{kindZh} `{id}` 从未使用。请使用或删除此行。",
  },
  "not-yet": {
    severity: "error",
    en: "This desk cannot carry out {en} yet. Take the line out, or wait for a version that can.",
    zh: "本系统尚不能执行{zh}。请删去此行，或等待支持的版本。",
  },
} as const satisfies { readonly [code: string]: Message };

export type Code = keyof typeof table;

export const MESSAGES: { readonly [C in Code]: Message } = table;
