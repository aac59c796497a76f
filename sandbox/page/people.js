/** The people one can be, with who has unread messages; beside the chat on a desk, in a drawer on a phone. */
import { button, element } from "./element.js";

const DRAWER = matchMedia("(max-width: 819px)");

export function peopleList(list, people, chosen, choose) {
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...people.map((person) => element("li", {}, card(person, person === chosen, choose))));
  if (focused) list.querySelector("[aria-current]").focus();
}

function card(person, chosen, choose) {
  return button(
    { class: "person", "aria-current": chosen ? "true" : null, onclick: () => choose(person.id) },
    element("span", { class: `face face-${Number(person.id) % 5}`, "aria-hidden": "true" }, [...person.name][0]),
    element("span", { class: "person-name" }, person.name),
    element("span", { class: "person-place" }, placeOf(person)),
    element("span", { class: "person-hint" }, hintOf(person)),
    person.unread > 0 && badge(person.unread),
  );
}

export const placeOf = (person) => [person.unit, person.role].filter(Boolean).join(" · ");

/** What this person may want to say first: their hint is such messages, separated by "|". */
export const suggestionsOf = (person) => (person.hint ?? "").split("|").map((words) => words.trim()).filter(Boolean);

function hintOf(person) {
  const first = suggestionsOf(person);
  return first.length ? `先试试：${first.join("、")}` : "";
}

function badge(unread) {
  return element("span", { class: "badge", "aria-label": `${unread} 条未读` }, unread > 99 ? "99+" : String(unread));
}

/** The panel lives beside the phone where there is room, and in a drawer where there is not. */
export function panelPlace(panel, side, opener) {
  const drawer = element("dialog", { class: "dialog drawer", "aria-label": "人物和时间" });
  document.body.append(drawer);
  const place = () => {
    drawer.close();
    (DRAWER.matches ? drawer : side).append(panel);
  };
  DRAWER.addEventListener("change", place);
  drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
  opener.addEventListener("click", () => drawer.showModal());
  place();
  return { close: () => drawer.close() };
}
