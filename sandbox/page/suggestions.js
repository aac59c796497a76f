/** While a chat is short: what this person could say first, one tap each. */
import { button } from "./element.js";
import { suggestionsOf } from "./people.js";

const SHORT = 4;

/** `keys` are the words that the reply keyboard offers already. */
export function suggest({ box, person, messages, keys, send }) {
  const words = messages.length < SHORT ? suggestionsOf(person).filter((text) => !keys.includes(text)) : [];
  if (!messages.length) words.unshift("/start");
  box.hidden = !words.length;
  box.replaceChildren(...words.map((text) => button({ class: "chip", onclick: () => send(text) }, titleOf(text))));
}

const titleOf = (text) => (text === "/start" ? "开始" : text);
