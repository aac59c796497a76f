/** The plans that can be tried, in a select; hidden where there is nothing to choose. */
import { element } from "./element.js";

export function showPlans({ select, name }, plans, chosen) {
  select.hidden = plans.length < 2;
  select.replaceChildren(...plans.map(({ key, label }) => element("option", { value: key }, label)));
  select.value = chosen;
  name.textContent = plans.find(({ key }) => key === chosen)?.label ?? "";
}
