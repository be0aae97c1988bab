import { at } from "../support/property-desk.ts";
import type { Signs } from "./hands.ts";
import type { Tongue } from "./house.ts";

/** One telling of the story: who files what, and every sentence that a person reads or presses on the way. */
export interface Telling {
  readonly tongue: Tongue;
  readonly signs: Signs;
  readonly reception: { readonly id: string; readonly name: string };
  readonly file: {
    readonly command: string;
    readonly title: string;
    /** Typed into the form where the command brought no words. */
    readonly what?: { readonly label: string; readonly words: string };
    readonly about: { readonly label: string; readonly option: string; readonly shows: string };
    readonly cause: string;
    /** What the form concludes from the cause alone. */
    readonly first: string;
    readonly fact: string;
    readonly preview: string;
    readonly customer: { readonly label: string; readonly name: string };
    readonly phone: { readonly label: string; readonly number: string };
    readonly source: { readonly label: string; readonly option: string };
    readonly submit: string;
    readonly receipt: { readonly title: string; readonly head: string; readonly say: string; readonly done: string };
  };
  readonly card: {
    readonly title: string;
    readonly accept: string;
    readonly contact: string;
    readonly solve: string;
    readonly overdue: string;
    readonly form: string;
    readonly callback: string;
    readonly closed: string;
  };
  readonly accept: { readonly press: string; readonly answer: string };
  readonly window: {
    readonly press: string;
    readonly title: string;
    readonly because: string;
    readonly why: { readonly press: string; readonly back: string; readonly lines: readonly string[] };
    readonly contact: { readonly press: string; readonly shows: string };
  };
  /** After the limit has passed. */
  readonly late: {
    readonly wall: string;
    readonly at: number;
    readonly channel: string;
    readonly message: string;
    /** Each morning on the way says what was so then. */
    readonly digests: readonly (readonly string[])[];
  };
  readonly home: { readonly tab: string; readonly overview: string; readonly row: string };
  readonly morning: { readonly wall: string; readonly at: number; readonly digest: readonly string[] };
  readonly resolve: {
    readonly press: string;
    readonly title: string;
    readonly done: { readonly label: string; readonly words: string };
    readonly outcome: { readonly label: string; readonly option: string };
    readonly told: string;
    readonly submit: string;
  };
  readonly record: { readonly press: string; readonly title: string; readonly submit: string };
  readonly callback: {
    readonly message: string;
    readonly press: string;
    readonly title: string;
    readonly contact: string;
    readonly verdict: string;
    readonly foretold: string;
    readonly solved: string;
    readonly opinion: { readonly label: string; readonly words: string };
    readonly submit: string;
  };
  readonly thread: { readonly press: RegExp; readonly pane: string; readonly lines: readonly string[] };
}

const NUMBER = "2026110001";

export const ENGLISH: Telling = {
  tongue: "en",
  signs: {
    youAre: "You are",
    tools: "Sandbox tools",
    clock: "Clock",
    setTo: "Set to",
    set: "Set",
    closeTools: "Close tools",
    close: /^(?:Close|Cancel|Done|Back)$/u,
    away: "is not connected",
  },
  reception: { id: "U0GRACE", name: "Grace Hill" },
  file: {
    command: "/complaint The lift stopped between floors with my mother in it",
    title: "File a complaint",
    about: { label: "About", option: "Lift out of service", shows: "→ Engineering, 李强 Li Qiang" },
    cause: "Service work",
    first: "→ Minor, because no criterion fits.",
    fact: "We made a mistake?",
    preview: "→ Important: Service work and We made a mistake (property-10). Solve it by tomorrow 18:00.",
    customer: { label: "Customer", name: "Ms Chen Lan" },
    phone: { label: "Phone", number: "138 1234 5678" },
    source: { label: "Came in by", option: "Phone" },
    submit: "File",
    receipt: {
      title: "Recorded",
      head: `${NUMBER} · Important · Engineering`,
      say: `Tell the customer: “It is recorded under number ${NUMBER}. You will have an answer by tomorrow 18:00.`,
      done: "Done",
    },
  },
  card: {
    title: `${NUMBER} · Important · Lift out of service`,
    accept: "Next: accept · @李强 Li Qiang · by Today 09:42",
    contact: "Ms Chen, 138****5678",
    solve: "Next: solve it · @李强 Li Qiang · by Tomorrow 18:00",
    overdue: "Overdue since Today 18:00: solve it · @李强 Li Qiang · told: 赵敏 Zhao Min",
    form: "Next: return the record form · @李强 Li Qiang",
    callback: "Next: call the customer",
    closed: "Closed Today · satisfied",
  },
  accept: { press: `Accept ${NUMBER}`, answer: "Yours. Next: solve it by tomorrow 18:00." },
  window: {
    press: `Details ${NUMBER}`,
    title: `Case ${NUMBER}`,
    because: "Important, because: Service work and We made a mistake (property-10)",
    why: {
      press: "Why this date",
      back: "Back",
      lines: [
        "1 Received: Tue 24 Nov 2026, 09:12",
        "2 Important: 1 working day (property-20)",
        "3 The starting day, Tue 24 Nov, does not count",
        "4 Wed 25 Nov is working day 1",
        "5 It ends when business closes: Wed 25 Nov 2026, 18:00",
      ],
    },
    contact: { press: "Show contact", shows: "Ms Chen Lan, 138 1234 5678. This look is recorded." },
  },
  late: {
    wall: "2026-11-25T18:05",
    at: at("2026-11-25 18:05"),
    channel: "Not done by Today 18:00: solve it · 赵敏 Zhao Min was told",
    message: "was due Wed 25 Nov 18:00 (property-20) and is not done: solve it.",
    digests: [["Complaints, Engineering · Wednesday 25 November", "Due today 1", `18:00 ${NUMBER} · Important`]],
  },
  home: {
    tab: "Home",
    overview: "Overdue 1",
    row: `${NUMBER} · Important · Lift out of service · 李强 Li Qiang`,
  },
  morning: {
    wall: "2026-11-26T09:30",
    at: at("2026-11-26 09:30"),
    digest: ["Complaints, Engineering · Thursday 26 November", "Overdue 1", NUMBER],
  },
  resolve: {
    press: `Resolve ${NUMBER}`,
    title: "Resolve the case",
    done: { label: "What was done", words: "Replaced the levelling sensor, 50 empty runs without a fault" },
    outcome: { label: "Outcome", option: "Upheld" },
    told: "Yes",
    submit: "Resolve",
  },
  record: { press: `Return the record form ${NUMBER}`, title: "Record form", submit: "Return" },
  callback: {
    message: "Call Ms Chen by",
    press: `Start the call ${NUMBER}`,
    title: "Call back",
    contact: "Ms Chen Lan, 138 1234 5678 · this look is recorded",
    verdict: "Satisfied",
    foretold: "Closes the case.",
    solved: "Yes",
    opinion: { label: "Opinions and suggestions", words: "Quick this time" },
    submit: "Save",
  },
  thread: {
    press: /replies/u,
    pane: "Thread",
    lines: [
      "Write here; what you write is kept with the case. Contact details do not belong here.",
      "Grace Hill recorded it · came in: Phone · Important: Service work and We made a mistake (property-10)",
      "Grace Hill sent it to Engineering",
      "赵敏 Zhao Min informed (Important, property-31)",
      "李强 Li Qiang accepted at once",
      "⏳️ solve it by Yesterday 18:00 · 李强 Li Qiang was reminded",
      `${NUMBER} · Important · Lift out of service: 🚨 Not done by Yesterday 18:00: solve it · 赵敏 Zhao Min was told`,
      "⏳️ verify the facts by Today 18:00 · 王芳 Wang Fang and Grace Hill were reminded",
      "李强 Li Qiang solved it: “Replaced the levelling sensor, 50 empty runs without a fault”",
      "赵敏 Zhao Min informed (Important, property-31)",
      "李强 Li Qiang returned the record form",
      "Satisfied: “Quick this time”",
      "Closed by Grace Hill · 1 round, late",
    ],
  },
};

export const CHINESE: Telling = {
  tongue: "zh-CN",
  signs: {
    youAre: "当前身份",
    tools: "沙盒工具",
    clock: "时钟",
    setTo: "设为",
    set: "设定",
    closeTools: "关闭工具",
    close: /^(?:关闭|取消|完成|返回)$/u,
    away: "未连接",
  },
  reception: { id: "U0WANG", name: "王芳 Wang Fang" },
  file: {
    command: "/complaint",
    title: "登记投诉",
    what: { label: "事情经过", words: "厨房天花板漏水，滴到灶台上，已经两天了。" },
    about: { label: "事项", option: "漏水", shows: "→ 工程部，李强 Li Qiang" },
    cause: "设施",
    first: "→ 轻微（无对应判定标准）。",
    fact: "影响轻微且较易解决？",
    preview: "→ 轻微：设施、人为因素：否和影响轻微且较易解决（property-09）。11月26日（周四）18:00前办结。",
    customer: { label: "客户称呼", name: "陈岚女士" },
    phone: { label: "电话", number: "138 1234 5678" },
    source: { label: "投诉渠道", option: "电话" },
    submit: "登记",
    receipt: {
      title: "登记完成",
      head: `${NUMBER} · 轻微 · 工程部`,
      say: `请告诉客户：“已为您登记，编号${NUMBER}，最晚11月26日（周四）18:00给您答复。`,
      done: "完成",
    },
  },
  card: {
    title: `${NUMBER} · 轻微 · 漏水`,
    accept: "下一步：签收 · @李强 Li Qiang · 今天 09:42 前",
    contact: "陈女士 138****5678",
    solve: "下一步：办结 · @李强 Li Qiang · 11月26日 18:00 前",
    overdue: "已超时（应于 今天 18:00 办结） · @李强 Li Qiang · 已告知赵敏 Zhao Min",
    form: "下一步：交回记录表 · @李强 Li Qiang",
    callback: "下一步：回访客户",
    closed: "已结案 今天 · 满意",
  },
  accept: { press: `签收 ${NUMBER}`, answer: "已签收。下一步：11月26日（周四）18:00前办结。" },
  window: {
    press: `详情 ${NUMBER}`,
    title: `投诉单 ${NUMBER}`,
    because: "轻微：设施、人为因素：否和影响轻微且较易解决（property-09）",
    why: {
      press: "时限依据",
      back: "返回",
      lines: [
        "1 收到：2026年11月24日（周二）09:12",
        "2 轻微：2个工作日（property-18）",
        "3 起算当天11月24日（周二）不计",
        "4 11月25日（周三）至26日（周四）：第1至2个工作日",
        "5 至下班时止：2026年11月26日（周四）18:00",
      ],
    },
    contact: { press: "查看联系方式", shows: "陈岚女士，138 1234 5678。本次查看已留痕。" },
  },
  late: {
    wall: "2026-11-26T18:05",
    at: at("2026-11-26 18:05"),
    channel: "未在 今天 18:00 前办结 · 已告知赵敏 Zhao Min",
    message: "应于11月26日（周四）18:00办结（property-18、-29），现已超时。",
    digests: [
      ["工程部投诉 · 11月25日 星期三", "未来2个工作日 1", NUMBER],
      ["工程部投诉 · 11月26日 星期四", "今天到期 1", `18:00 ${NUMBER} · 轻微`],
    ],
  },
  home: { tab: "主页", overview: "超时 1", row: `${NUMBER} · 轻微 · 漏水 · 李强 Li Qiang` },
  morning: {
    wall: "2026-11-27T09:30",
    at: at("2026-11-27 09:30"),
    digest: ["工程部投诉 · 11月27日 星期五", "已超时 1", NUMBER],
  },
  resolve: {
    press: `办结 ${NUMBER}`,
    title: "办结",
    done: { label: "处理措施", words: "更换楼上水管接头，观察一天无渗漏。" },
    outcome: { label: "处理结论", option: "属实" },
    told: "是",
    submit: "办结",
  },
  record: { press: `交回记录表 ${NUMBER}`, title: "投诉记录表", submit: "交回" },
  callback: {
    message: "回访陈女士",
    press: `开始回访 ${NUMBER}`,
    title: "回访",
    contact: "陈岚女士，138 1234 5678 · 本次查看已留痕",
    verdict: "满意",
    foretold: "将结案。",
    solved: "是",
    opinion: { label: "意见建议", words: "这次很快，谢谢。" },
    submit: "保存",
  },
  thread: {
    press: /条回复/u,
    pane: "话题",
    lines: [
      "在此讨论，内容随单存档。请勿发客户联系方式。",
      "王芳 Wang Fang 登记 · 渠道：电话 · 轻微：设施、人为因素：否和影响轻微且较易解决（property-09）",
      "王芳 Wang Fang 转办至工程部",
      "李强 Li Qiang 当即签收",
      "⏳️ 昨天 18:00 前办结 · 已提醒李强 Li Qiang",
      "⏳️ 昨天 18:00 前办结 · 已提醒李强 Li Qiang",
      `${NUMBER} · 轻微 · 漏水： 🚨 未在 昨天 18:00 前办结 · 已告知赵敏 Zhao Min`,
      "李强 Li Qiang 办结：“更换楼上水管接头，观察一天无渗漏。”",
      "李强 Li Qiang 交回记录表",
      "满意：“这次很快，谢谢。”",
      "王芳 Wang Fang 结案 · 1轮，超时",
    ],
  },
};
