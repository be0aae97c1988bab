import nock from "nock";

/** One request to Slack's Web API as it came in: blocks and metadata are JSON in a form. */
export interface Call {
  readonly method: string;
  readonly args: { readonly [name: string]: string };
}

export interface SlackAtHttp {
  /** Everything that was called, in order. */
  readonly calls: readonly Call[];
  /** The next call of this method is answered so. */
  answer(
    method: string,
    body: object,
    how?: { readonly status?: number; readonly headers?: { [name: string]: string } },
  ): void;
  /** The next call of this method is taken, and the connection breaks before the answer. */
  loseAnswer(method: string): void;
  /** What nobody expected and what nobody used; both must be empty. */
  surprises(): readonly string[];
  close(): void;
}

function decode(body: unknown): { [name: string]: string } {
  return Object.fromEntries(new URLSearchParams(typeof body === "string" ? body : ""));
}

/** Slack replaced where it begins: at HTTP. Only what a test has announced is answered. */
export function slackAtHttp(): SlackAtHttp {
  const calls: Call[] = [];
  const unexpected: string[] = [];
  const onNoMatch = (request: { method?: string; url?: string; path?: string }) =>
    unexpected.push(`${request.method ?? ""} ${request.url ?? request.path ?? ""}`);
  nock.disableNetConnect();
  nock.emitter.on("no match", onNoMatch);
  return {
    calls,
    answer(method, body, { status = 200, headers = {} } = {}) {
      nock("https://slack.com")
        .post(`/api/${method}`)
        .reply(async (request: Request) => {
          calls.push({ method, args: decode(await request.clone().text()) });
          return [status, body, headers];
        });
    },
    loseAnswer(method) {
      nock("https://slack.com")
        .post(`/api/${method}`)
        .reply(async (request: Request) => {
          calls.push({ method, args: decode(await request.clone().text()) });
          throw new Error("socket hang up");
        });
    },
    surprises: () => [...unexpected.splice(0), ...nock.pendingMocks().map((mock) => `unused: ${mock}`)],
    close() {
      nock.emitter.off("no match", onNoMatch);
      nock.cleanAll();
      nock.enableNetConnect();
    },
  };
}
