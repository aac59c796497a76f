/** A t.me link that starts the bot is for somebody else's phone, as an invitation is: the page asks who opens it. */
import { choose } from "./dialog.js";

const START = /^https?:\/\/t\.me\/\w+\?start=([\w-]+)$/i;

/** `open(person, text)` is what that person then does; those who belong to no unit yet are named first. */
export function startLinks(messages, people, open) {
  messages.addEventListener("click", (event) => {
    const found = START.exec(event.target.closest("a")?.getAttribute("href") ?? "");
    if (!found) return;
    event.preventDefault();
    const newFirst = [...people()].sort((one, other) => Boolean(one.unit) - Boolean(other.unit));
    choose(
      "谁来打开这个链接？",
      newFirst.map((person) => ({
        title: person.name,
        detail: [person.unit, person.role].filter(Boolean).join(" · "),
        act: () => open(person, `/start ${found[1]}`),
      })),
    );
  });
}
