/** One bubble: a message, or the messages of one album, with its time and the inline buttons under it. */
import { attachmentOf, photoGrid } from "./attachments.js";
import { element } from "./element.js";
import { inlineButtons } from "./inlinebuttons.js";
import { safeHtml } from "./safehtml.js";
import { hourMinute, wallOfMessage } from "./time.js";

/** `acts` has press(message, row, col), editOwn(message) and show, the viewers. */
export function bubble(messages, acts) {
  const last = messages.at(-1);
  const item = element("li", { class: `message ${last.out ? "own" : "bot"}`, "data-id": messages[0].message_id });
  item.append(body(messages, last, acts));
  const rows = last.reply_markup?.inline_keyboard;
  if (rows?.length) item.append(inlineButtons(rows, (row, col) => acts.press(last, row, col)));
  if (last.out && last.text) item.addEventListener("dblclick", () => acts.editOwn(last));
  return item;
}

function body(messages, last, acts) {
  const photos = messages.filter((message) => message.photo);
  const words = messages.find((message) => message.html)?.html;
  const box = element("div", { class: `bubble ${shape(photos, words, last)}` }, quoted(last.reply_to_message));
  if (photos.length) box.append(photoGrid(photos, acts.show));
  box.append(...messages.map((message) => attachmentOf(message, acts.show)).filter(Boolean));
  box.append(element("div", { class: "words" }, words ? safeHtml(words) : null, stamp(last)));
  return box;
}

function shape(photos, words, last) {
  if (last.sticker) return "is-bare";
  const carries = photos.length ? "is-photo" : last.document || last.location ? "is-card" : "";
  return words ? `${carries} has-words` : carries;
}

function stamp(message) {
  const time = hourMinute(wallOfMessage(message));
  return element("span", { class: "stamp" }, message.edit_date ? `已编辑 ${time}` : time);
}

function quoted(message) {
  if (!message) return null;
  return element("blockquote", { class: "quoted" }, summaryOf(message));
}

/** A message in one line: for quotes and for the live region. */
export function summaryOf(message) {
  if (message.text || message.caption) return message.text ?? message.caption;
  if (message.photo) return "［照片］";
  if (message.document) return `［文件］${message.document.file_name ?? ""}`;
  return message.location ? "［位置］" : "［贴纸］";
}
