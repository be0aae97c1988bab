import { render } from "preact";
import { App } from "./chrome/app.tsx";
import { startSession } from "./state/session.ts";
import { wordsFor } from "./words/words.ts";
import "./style/base.css";
import "./style/elements.css";
import "./style/fields.css";
import "./style/layout.css";
import "./style/messages.css";
import "./style/composer.css";
import "./style/blocks.css";
import "./style/cards.css";
import "./style/figures.css";
import "./style/windows.css";
import "./style/tools.css";
import "./style/narrow.css";

const root = document.getElementById("page");
if (!root) throw new Error("the document has no place for the page");

try {
  const session = await startSession();
  if (session.workspace.people.length === 0) root.textContent = wordsFor(navigator.language).noPeople;
  else render(<App session={session} />, root);
} catch (error) {
  root.textContent = wordsFor(navigator.language).unreachable;
  throw error;
}
