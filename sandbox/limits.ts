/**
 * Slack's limits, in one place. Lengths in characters, counts in items. Where a number is not on the published pages the line
 * says so.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    attachments: 100,
    /** chat.postMessage and scheduled messages cut here and warn. */
    textTruncated: 40_000,
    /** chat.update and chat.postEphemeral refuse beyond. */
    text: 4_000,
    markdownText: 12_000,
    /** Not published; measured by others (bolt-js#2509) at about this much block JSON. */
    blocksJson: 13_200,
    /** Not published. */
    metadataJson: 8_000,
  },
  view: {
    blocks: 100,
    /** "250 kB" */
    bytes: 250_000,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3_000,
    callbackId: 255,
    externalId: 255,
    stack: 3,
  },
  file: {
    /** A file_input takes 10 MB a file; the sandbox, which keeps everything in memory, nothing larger anywhere. */
    bytes: 10_000_000,
    altText: 1_000,
  },
} as const;
