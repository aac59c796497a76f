/** The people one can be, with who has unread messages; beside the chat on a desk, in a drawer on a phone. */
import { button, element } from "./element.js";

const DRAWER = matchMedia("(max-width: 819px)");

/** Those who have something to try stand first; the others wait under one line, open when one of them is chosen. */
export function peopleList({ list, others }, people, chosen, choose) {
  const focused = document.activeElement?.matches(".person");
  const rest = people.filter((person) => !suggestionsOf(person).length);
  const items = (those) => those.map((person) => element("li", {}, card(person, person === chosen, choose)));
  list.replaceChildren(...items(people.filter((person) => !rest.includes(person))));
  others.hidden = !rest.length;
  others.open ||= rest.includes(chosen);
  const unread = rest.reduce((sum, person) => sum + person.unread, 0);
  others.querySelector("summary").replaceChildren(`其他人员（${rest.length}）`, unread > 0 ? badge(unread) : "");
  others.querySelector("ul").replaceChildren(...items(rest));
  if (focused) document.querySelector(".person[aria-current]").focus();
}

function card(person, chosen, choose) {
  return button(
    { class: "person", "aria-current": chosen ? "true" : null, onclick: () => choose(person.id) },
    element("span", { class: `face face-${Number(person.id) % 5}`, "aria-hidden": "true" }, [...person.name][0]),
    element("span", { class: "person-who" },
      element("span", { class: "person-name" }, person.name),
      element("span", { class: "person-place" }, placeOf(person))),
    hintOf(person) && element("span", { class: "person-hint" }, hintOf(person)),
    person.unread > 0 && badge(person.unread),
  );
}

export const placeOf = (person) => [person.unit, person.role].filter(Boolean).join(" · ");

/** What this person may want to say first: their hint is such messages, separated by "|". */
export const suggestionsOf = (person) => (person.hint ?? "").split("|").map((words) => words.trim()).filter(Boolean);

function hintOf(person) {
  const first = suggestionsOf(person);
  return first.length > 0 && `先试试：${first.join("、")}`;
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
