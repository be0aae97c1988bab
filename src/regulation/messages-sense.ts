import type { Message } from "./messages-form.ts";

/** What `check` says about the sense of a file whose form and names are right. */
export const SENSE = {
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
  "never-answered": {
    severity: "error",
    en: "This hangs on `{fact}`, which nobody is ever asked, so it never happens. Add it to the `ask` of a step.",
    zh: "此处取决于 `{fact}`，但没有任何环节询问，永不发生。请在某个环节的 `ask` 中添加。",
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
  "no-hours": {
    severity: "question",
    en: "When is the company at work? Answer with `calendar: { zone: …, holidays: …, hours: { mon-fri: [09:00-18:00] } }`; until then the hours of an office count, Monday to Friday.",
    zh: "公司何时上班？请写 `calendar: { zone: …, holidays: …, hours: { mon-fri: [09:00-18:00] } }`；在此之前按周一至周五办公时间计算。",
  },
  "no-numbering": {
    severity: "question",
    en: "How are cases numbered? Answer with `number: { pattern: … }`; until then it is `{yyyy}{MM}{seq:4}`, anew each month.",
    zh: "投诉如何编号？请写 `number: { pattern: … }`；在此之前为 `{yyyy}{MM}{seq:4}`，每月重新起编。",
  },
  "no-retention": {
    severity: "question",
    en: "How long is a case kept? Answer with `keep: { what: case, for: 3 years }`; until then for ever.",
    zh: "投诉档案保存多久？请写 `keep: { what: case, for: 3 years }`；在此之前永久保存。",
  },
  "no-recusal": {
    severity: "question",
    en: "Who decides in place of somebody who is complained about? Answer with `recusal: { who: accused, at-last: … }`; until then the next rung, and last the administrators.",
    zh: "被投诉人回避时由谁决定？请写 `recusal: { who: accused, at-last: … }`；在此之前由上一级、最后由管理员决定。",
  },
  "no-authority": {
    severity: "question",
    en: "Who may promise money, and how much? Answer with `may-promise: 500 CNY` at a role, or a line `{ of: compensation, by: … }` in `approvals`; until then the highest rung says yes to every sum.",
    zh: "谁可以承诺赔偿，金额多少？请在职责中写 `may-promise: 500 CNY`，或在 `approvals` 中写 `{ of: compensation, by: … }`；在此之前任何金额都由最高一级批准。",
  },
  "no-lowering": {
    severity: "question",
    en: "Who must agree before a level is lowered? Answer with a line `{ of: lower-level, by: … }` in `approvals`; until then a reason is enough.",
    zh: "降低级别须由谁同意？请在 `approvals` 中写 `{ of: lower-level, by: … }`；在此之前说明理由即可。",
  },
  "no-validity": {
    severity: "question",
    en: "Who decides that a complaint is not valid? Answer with a line `{ of: not-valid, by: … }` in `approvals`; until then whoever handles it, with the facts.",
    zh: "由谁认定投诉无效？请在 `approvals` 中写 `{ of: not-valid, by: … }`；在此之前由处理人说明事实后认定。",
  },
  "no-extension": {
    severity: "question",
    en: "Who may agree to more time? Answer with a line `{ of: extension, by: … }` in `approvals`; until then nobody can.",
    zh: "谁可以批准延期？请在 `approvals` 中写 `{ of: extension, by: … }`；在此之前不能延期。",
  },
  "no-waiting": {
    severity: "question",
    en: "For which reasons may a clock stand still? Answer with `waiting`; until then for none.",
    zh: "因何原因可以暂停计时？请写 `waiting`；在此之前不能暂停。",
  },
  "no-unreached": {
    severity: "question",
    en: "What if the customer cannot be reached? Answer with a line `{ of: close-unreached, by: … }` in `approvals`; until then, after the attempts, whoever stands above the follower closes or asks for more.",
    zh: "联系不上客户怎么办？请在 `approvals` 中写 `{ of: close-unreached, by: … }`；在此之前，达到次数后由跟进人的上级决定结案或继续联系。",
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
