/** Dialogs: a sheet of choices, a question with two answers, and the frame that the other windows use.
 *  The browser's own <dialog> keeps the focus inside, closes on Escape and gives the focus back. */
import { button, element, icon } from "./element.js";

export function openDialog(className, title, ...children) {
  const close = () => dialog.close();
  const head = element(
    "header",
    { class: "dialog-head" },
    element("h2", {}, title),
    button({ class: "round small", "aria-label": "关闭", onclick: close }, icon("close")),
  );
  const dialog = element("dialog", { class: `dialog ${className}`, "aria-label": title }, head, ...children);
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A sheet of choices: [{ title, detail, face, act }]; `face` is an icon's name. */
export function choose(title, choices) {
  const items = choices.map(({ title: words, detail, face, act }) =>
    button(
      { class: "choice", onclick: () => (dialog.close(), act()) },
      face && icon(face),
      element("span", { class: "choice-words" }, words, detail && element("small", {}, detail)),
    ),
  );
  const dialog = openDialog("from-below", title, element("div", { class: "choices" }, ...items));
}

/** Asks, and answers true only for the yes. */
export function ask({ title, words, yes, no = "取消", danger = false }) {
  return new Promise((resolve) => {
    const answer = (value) => () => (resolve(value), dialog.close());
    const dialog = openDialog(
      "question",
      title,
      element("p", {}, words),
      element(
        "div",
        { class: "answers" },
        no && button({ class: "plain", onclick: answer(false) }, no),
        button({ class: `solid ${danger ? "danger" : ""}`, onclick: answer(true) }, yes),
      ),
    );
    dialog.addEventListener("close", () => resolve(false));
  });
}
