/** Short answers to a press: a toast that leaves by itself, or an alert that waits for 知道了. */
import { ask } from "./dialog.js";
import { element } from "./element.js";

const STAYS = 3500;

export function toast(box, text, alert = false) {
  if (alert) return ask({ title: "提示", words: text, yes: "知道了", no: null });
  const note = element("p", { class: "toast", role: "status" }, text);
  box.append(note);
  setTimeout(() => note.remove(), STAYS);
}
