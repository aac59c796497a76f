/** The list of bubbles of one chat: adds, replaces in place, removes, and keeps days and albums together. */
import { bubble } from "./bubble.js";
import { now } from "./clock.js";
import { element } from "./element.js";
import { dayTitle, isoDay, wallOfMessage } from "./time.js";

/** `acts` is what bubbles may do (see bubble.js). */
export function messageList(list, acts) {
  let shown = new Map(); // message_id → message, in order

  const albumOf = (message) =>
    message.media_group_id
      ? [...shown.values()].filter((other) => other.media_group_id === message.media_group_id)
      : [message];

  function replaceAll(messages) {
    shown = new Map(messages.map((message) => [message.message_id, message]));
    list.replaceChildren();
    for (const message of shown.values()) {
      if (albumOf(message)[0] === message) add(message);
    }
  }

  function put(message) {
    shown.set(message.message_id, message);
    const album = albumOf(message);
    const old = list.querySelector(`[data-id="${album[0].message_id}"]`);
    if (old) replaceKeepingFocus(old, bubble(album, acts));
    else add(message).classList.add("is-new");
  }

  function add(message) {
    const day = isoDay(wallOfMessage(message));
    const lastDay = [...list.querySelectorAll(".day")].at(-1)?.dataset.day;
    if (day !== lastDay) list.append(daySeparator(day, message));
    const item = bubble(albumOf(message), acts);
    list.append(item);
    return item;
  }

  function remove(messageId) {
    const album = albumOf(shown.get(messageId) ?? {});
    shown.delete(messageId);
    const old = list.querySelector(`[data-id="${album[0]?.message_id}"]`);
    const left = album.filter((message) => message.message_id !== messageId);
    if (left.length) old?.replaceWith(bubble(left, acts));
    else old?.remove();
    list.querySelectorAll(".day").forEach((title) => hasMessages(title) || title.remove());
  }

  return { replaceAll, put, remove, all: () => [...shown.values()] };
}

function daySeparator(day, message) {
  const title = dayTitle(wallOfMessage(message), now());
  return element("li", { class: "day", "data-day": day }, element("span", {}, title));
}

const hasMessages = (title) => title.nextElementSibling?.classList.contains("message");

/** Someone working with the keyboard keeps their place when the bot rewrites the bubble they just pressed in. */
function replaceKeepingFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const same = fresh.querySelector(`[data-place="${focused.dataset.place}"]`);
  (same ?? fresh.querySelector("button, a") ?? document.getElementById("log")).focus({ preventScroll: true });
}
