/** The clock of the trial: shows the time that the bot believes in, and moves it. */
import { openDialog } from "./dialog.js";
import { button, element } from "./element.js";
import { isoMinute, jumps, longTime, shortTime, wallClock } from "./time.js";

const SHOWN_EVERY = 5000;

// The server tells the time; between two tellings it runs on here.
let told = Date.now();
let toldAt = performance.now();

export const now = () => wallClock(new Date(told + performance.now() - toldAt));

export function tell(instant) {
  told = new Date(instant).getTime();
  toldAt = performance.now();
  show();
}

/** Wherever the page has [data-clock]. */
function show() {
  const forms = { long: longTime(now()), short: shortTime(now()) };
  document.querySelectorAll("[data-clock]").forEach((place) => (place.textContent = forms[place.dataset.clock]));
}

setInterval(show, SHOWN_EVERY);

/** Offers the jumps worth making and any other time; `move("2025-06-25T09:00")` makes one. */
export function askForTime(move) {
  const pick = (to) => (dialog.close(), move(to));
  const quick = jumps(now()).map(({ title, detail, wall }) =>
    button(
      { class: "choice jump", onclick: () => pick(isoMinute(wall)) },
      element("span", {}, title),
      element("small", {}, detail),
    ),
  );
  const dialog = openDialog(
    "from-below",
    "拨到什么时候？",
    element("p", { class: "quiet present" }, `现在是 ${longTime(now())}，时间只往前走。`),
    element("div", { class: "choices" }, ...quick),
    anyTime(pick),
  );
}

function anyTime(pick) {
  const { wall } = jumps(now())[0];
  const limits = { value: isoMinute(wall), min: isoMinute(now()), required: true };
  const time = element("input", { type: "datetime-local", ...limits, "aria-label": "自选日期和时间" });
  const go = element("button", { class: "solid" }, "拨到");
  const form = element("form", { class: "own-time" }, element("span", {}, "自选"), time, go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pick(time.value);
  });
  return form;
}
