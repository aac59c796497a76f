/** Typing “@bot words”: what the bot finds as one types, above the text box; one tap sends the choice. */
import * as api from "./api.js";
import { button, element } from "./element.js";
import { doing } from "./toast.js";

const PAUSE = 300; // a real app asks when the fingers rest, too

/** `who()` is whose phone it is; `sent` is called after a choice, to empty the box. */
export function inlineResults({ input, box, name, who, sent }) {
  let timer = 0;
  let newest = 0;

  function wait() {
    clearTimeout(timer);
    const words = wordsFor(name(), input.value);
    newest += 1; // an answer to what was typed before is not shown any more
    if (words === null) return hide();
    timer = setTimeout(() => doing(look(words, newest)), PAUSE);
  }

  async function look(words, asked) {
    const { query_id, results } = await api.inline(who(), words);
    if (asked !== newest) return;
    box.hidden = !results.length;
    box.replaceChildren(...results.map((result) => row(result, () => doing(choose(query_id, result.id)))));
  }

  async function choose(queryId, resultId) {
    hide();
    sent();
    await api.choose(who(), queryId, resultId);
  }

  function hide() {
    box.hidden = true;
    box.replaceChildren();
  }

  input.addEventListener("input", wait);
  return { hide };
}

/** What stands behind the bot's name; null where the text is no such question. */
function wordsFor(name, text) {
  const [first, ...rest] = text.split(" ");
  return first.toLowerCase() === `@${name}`.toLowerCase() && rest.length ? rest.join(" ").trim() : null;
}

function row({ title, description }, onclick) {
  return button({ class: "result", onclick }, element("strong", {}, title), element("span", {}, description));
}
