/**
 * Slack's limits, in one place. Lengths are in characters, counts in items, both inclusive. Where a number is not on Slack's
 * published pages, its line says so.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    attachments: 100,
    /** chat.postMessage and response_urls cut here and warn. */
    textTruncated: 40_000,
    /** chat.update, chat.postEphemeral and chat.scheduleMessage refuse beyond. */
    text: 4_000,
    markdownText: 12_000,
    /** Texts of all blocks together, tables not counted. Not published; measured by others at about this much (bolt-js#2509). */
    blocksText: 13_200,
    /** As JSON. Not published. */
    metadata: 8_000,
    tables: 1,
    charts: 2,
  },
  view: {
    blocks: 100,
    /** "250 kB" of JSON. */
    bytes: 250_000,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3_000,
    callbackId: 255,
    externalId: 255,
    stack: 3,
  },
  block: {
    blockId: 255,
    actions: 25,
    alertText: 200,
    cardTitle: 150,
    cardBody: 200,
    cardActions: 3,
    carousel: 10,
    containerTitle: 150,
    containerBlocks: 10,
    context: 10,
    contextActions: 5,
    header: 150,
    headerLevel: 4,
    imageAlt: 2_000,
    imageUrl: 3_000,
    imageTitle: 2_000,
    inputLabel: 2_000,
    inputHint: 2_000,
    markdown: 12_000,
    sectionText: 3_000,
    sectionFields: 10,
    sectionField: 2_000,
    /** "less than 200" and "less than 50". */
    videoTitle: 199,
    videoAuthor: 49,
  },
  table: { rows: 100, cells: 20, columnSettings: 20, text: 10_000 },
  dataTable: { leastRows: 2, rows: 201, columns: 20, pageSize: 100, text: 20_000 },
  chart: { title: 50, segments: 12, series: 12, points: 20, label: 20, axisLabel: 50 },
  element: {
    actionId: 255,
    buttonText: 75,
    value: 2_000,
    url: 3_000,
    accessibilityLabel: 75,
    overflow: 5,
    options: 100,
    optionGroups: 100,
    groupLabel: 75,
    optionText: 75,
    optionValue: 150,
    optionDescription: 75,
    choices: 10,
    placeholder: 150,
    textInput: 3_000,
    richTextLines: 100,
    files: 10,
  },
  confirm: { title: 100, text: 300, button: 30 },
  textObject: 3_000,
  responseUrl: { uses: 5, life: 30 * 60_000 },
  trigger: { life: 3_000 },
  scheduled: { ahead: 120 * 86_400_000, perChannel: 30, window: 5 * 60_000 },
  file: {
    /** A file_input takes 10 MB a file; the sandbox, which keeps everything in memory, nothing larger anywhere. */
    bytes: 10_000_000,
    altText: 1_000,
  },
  /** Slack documents 8 people for conversations.open. */
  dmPeople: 8,
} as const;
