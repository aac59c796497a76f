/** The clock of the trial: shows the time that the bot believes in, and moves it. */
import { openDialog } from "./dialog.js";
import { button, element } from "./element.js";
import { isoMinute, jumps, longTime, shortTime, wallClock } from "./time.js";

const SHOWN_EVERY = 5000;

/** Shows `now()` wherever the page has [data-clock]. The server tells the time; between two tellings it runs on here. */
export function trialClock() {
  let told = Date.now();
  let at = performance.now();
  const now = () => wallClock(new Date(told + performance.now() - at));

  function show() {
    const forms = { long: longTime(now()), short: shortTime(now()) };
    document.querySelectorAll("[data-clock]").forEach((place) => (place.textContent = forms[place.dataset.clock]));
  }

  function tell(instant) {
    told = new Date(instant).getTime();
    at = performance.now();
    show();
  }

  setInterval(show, SHOWN_EVERY);
  return { now, tell };
}

/** Offers the jumps worth making and any other time; `move("2025-06-25T09:00")` makes one. */
export function askForTime(now, move) {
  const pick = (wall) => (dialog.close(), move(wall));
  const quick = jumps(now).map(({ title, detail, wall }) =>
    button({ class: "choice jump", onclick: () => pick(isoMinute(wall)) }, element("span", {}, title), element("small", {}, detail)),
  );
  const own = element("input", { type: "datetime-local", value: isoMinute(jumps(now)[0].wall), min: isoMinute(now), required: true, "aria-label": "自选日期和时间" });
  const form = element("form", { class: "own-time", method: "dialog" }, element("span", {}, "自选"), own, element("button", { class: "solid" }, "拨到"));
  form.addEventListener("submit", (event) => (event.preventDefault(), pick(own.value)));
  const present = element("p", { class: "quiet present" }, `现在是 ${longTime(now)}，时间只往前走。`);
  const dialog = openDialog("from-below", "拨到什么时候？", present, element("div", { class: "choices" }, ...quick), form);
}
