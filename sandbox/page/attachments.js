/** What a bubble carries besides words: photos, documents, a place, a sticker. */
import { fileAddress } from "./api.js";
import { button, element, icon } from "./element.js";

const SHEETS = /\.(xlsx|xlsm)$/i;
const WORDS = /^(text\/|application\/json)/;

/** `show` has the viewers: photo(messageId), picture(document), sheet(document), words(document). */
export function attachmentOf(message, show) {
  if (message.document) return documentCard(message.document, show);
  if (message.location) return placeCard(message);
  if (message.sticker) return element("p", { class: "sticker" }, message.sticker.emoji ?? "🙂");
  if (!message.text && !message.photo) return element("p", { class: "quiet" }, "（这里不能显示这种消息）");
  return null;
}

export function photoGrid(messages, show) {
  const grid = element("div", { class: `photos photos-${Math.min(messages.length, 4)}` });
  messages.forEach((message, place) => grid.append(thumbnail(message, place, messages.length, show)));
  return grid;
}

function thumbnail(message, place, of, show) {
  const size = largest(message.photo);
  const label = of > 1 ? `看大图，第 ${place + 1} 张，共 ${of} 张` : "看大图";
  const { width, height } = size; // keeps its place free until it has come
  const image = element("img", { src: fileAddress(size.file_id), alt: "照片", width, height });
  return button({ class: "photo", "aria-label": label, onclick: () => show.photo(message.message_id) }, image);
}

/** Telegram gives a photo in several sizes. */
export const largest = (sizes) => sizes.reduce((best, size) => (size.width > best.width ? size : best));

function documentCard(file, show) {
  const name = file.file_name ?? "文件";
  const isSheet = SHEETS.test(name);
  const download = element("a", { class: "act", href: fileAddress(file.file_id), download: name }, "下载");
  return element(
    "div",
    { class: "document" },
    element("span", { class: `document-face ${isSheet ? "is-sheet" : ""}` }, icon(isSheet ? "grid" : "file")),
    element("p", { class: "document-name" }, name),
    element("p", { class: "quiet" }, readableSize(file.file_size)),
    element("p", { class: "document-acts" }, opener(file, show), download),
  );
}

/** Nothing for kinds of files that the page cannot show; they can be downloaded. */
function opener(file, show) {
  const viewer = viewerOf(file, show);
  if (!viewer) return null;
  const label = `打开 ${file.file_name ?? "文件"}`;
  return button({ class: "act", "aria-label": label, onclick: () => viewer(file) }, "打开");
}

function viewerOf({ file_name: name = "", mime_type: type = "" }, show) {
  if (SHEETS.test(name)) return show.sheet;
  if (type.startsWith("image/")) return show.picture;
  return WORDS.test(type) ? show.words : null;
}

function placeCard({ location, venue }) {
  const spot = `${location.latitude.toFixed(4)}°N，${location.longitude.toFixed(4)}°E`;
  return element(
    "div",
    { class: "place" },
    element("span", { class: "place-map" }, icon("pin")),
    element("p", { class: "document-name" }, venue?.title ?? "位置"),
    element("p", { class: "quiet" }, spot),
  );
}

function readableSize(bytes) {
  if (bytes == null) return "";
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
