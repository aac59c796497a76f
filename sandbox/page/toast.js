/** Short answers: a toast that leaves by itself, or an alert that waits for 知道了. */
import { ask } from "./dialog.js";
import { byId, element } from "./element.js";

const STAYS = 3500;

export function say(text, alert = false) {
  if (alert) return ask({ title: "提示", words: text, yes: "知道了", no: null });
  const note = element("p", { class: "toast" }, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), STAYS);
}

/** Waits for a call and says what went wrong; true when it went well. */
export async function doing(call) {
  try {
    await call;
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}
