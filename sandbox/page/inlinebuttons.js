/** The rows of buttons under a bubble. A pressed button waits visibly until the bot has answered. */
import { button, element } from "./element.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** `press(row, col)` returns a promise that ends when the press is answered. */
export function inlineButtons(rows, press) {
  const box = element("div", { class: "inline" });
  rows.forEach((row, r) => {
    const line = element("div", { class: "inline-row" });
    row.forEach((key, c) => line.append(oneButton(key, `${r}.${c}`, () => press(r, c))));
    box.append(line);
  });
  return box;
}

function oneButton(key, place, press) {
  const look = { class: `inline-button ${STYLES.has(key.style) ? key.style : ""}`, "data-place": place };
  const copy = () => navigator.clipboard.writeText(key.copy_text.text);
  if (key.url) return element("a", { ...look, href: key.url, target: "_blank", rel: "noreferrer" }, `${key.text} ↗`);
  if (key.copy_text) return button({ ...look, onclick: copy }, key.text);
  return button({ ...look, onclick: (event) => wait(event.currentTarget, press) }, key.text);
}

async function wait(pressed, press) {
  if (pressed.getAttribute("aria-busy") === "true") return;
  pressed.setAttribute("aria-busy", "true");
  await press();
  pressed.removeAttribute("aria-busy");
}
