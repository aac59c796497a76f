/** The reply keyboard: big keys under the text box that send their words, with a toggle in the box. */
import { button, element } from "./element.js";

/** `send(text)` and `sendPlace()` are what keys do; `input` is the text box whose placeholder a keyboard may set. */
export function replyKeyboard({ box, toggle, input, send, sendPlace }) {
  let markup = null;
  const open = (wanted) => {
    box.hidden = !wanted || !markup;
    toggle.hidden = !markup;
    toggle.setAttribute("aria-expanded", String(!box.hidden));
    toggle.setAttribute("aria-label", box.hidden ? "打开快捷键盘" : "收起快捷键盘");
  };

  toggle.addEventListener("click", () => open(box.hidden));
  // A touch screen brings its own keyboard; two of them leave no room for the chat.
  input.addEventListener("focus", () => matchMedia("(pointer: coarse)").matches && open(false));

  function press(key) {
    if (markup.one_time_keyboard) open(false);
    if (key.request_location) sendPlace();
    else send(wordsOf(key));
  }

  function show(given) {
    // Sent again with every answer; whoever has closed it wants it closed.
    if (JSON.stringify(given) === JSON.stringify(markup)) return;
    markup = given?.keyboard?.length ? given : null;
    box.replaceChildren(...(markup?.keyboard ?? []).map((row) => keyRow(row, press)));
    input.placeholder = markup?.input_field_placeholder ?? "消息";
    open(Boolean(markup));
  }

  return { show, words: () => (markup?.keyboard ?? []).flat().map(wordsOf) };
}

const wordsOf = (key) => key.text ?? key;

function keyRow(row, press) {
  const keys = row.map((key) => button({ class: "key", onclick: () => press(key) }, wordsOf(key)));
  return element("div", { class: "key-row" }, ...keys);
}
