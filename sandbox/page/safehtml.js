/** Turns the HTML of a message into nodes, copying only the tags that a chat message may have.
 *
 *  The server has escaped it already; this is the second lock: the text is parsed in a document that never runs
 *  or loads anything, and rebuilt tag by tag without any attribute but a link's address. A command becomes a button.
 */
import { button, element } from "./element.js";

const KEPT = new Set(["b", "i", "u", "s", "code", "pre", "a", "blockquote", "br"]);
const SAME_AS = { strong: "b", em: "i", ins: "u", del: "s", strike: "s" };
const SILENT = new Set(["script", "style", "template", "noscript", "iframe", "object"]);
const BLOCKS = new Set(["PRE", "BLOCKQUOTE"]);
const COMMAND = /^\/\w+(@\w+)?$/;
const DATES_AND_NUMBERS = /((?:[\u4e00-\u9fff]{2}-)?\d{4}-\d{2,4}(?:-\d{2})?)/;
const ADDRESSES = /^(https?:|mailto:|tel:|tg:)/i;

export function safeHtml(html) {
  return copyInside(new DOMParser().parseFromString(html, "text/html").body);
}

function copyInside(node) {
  const copies = document.createDocumentFragment();
  for (const child of node.childNodes) copies.append(copy(child));
  return copies;
}

function copy(node) {
  if (node.nodeType === Node.TEXT_NODE) return unbroken(wordsOf(node));
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.localName)) return "";
  const tag = SAME_AS[node.localName] ?? node.localName;
  const command = node.dataset.command ?? "";
  if (COMMAND.test(command)) return button({ class: "command", "data-command": command }, command);
  if (!KEPT.has(tag)) return copyInside(node);
  const made = document.createElement(tag);
  made.append(copyInside(node));
  if (tag === "a") linkTo(made, node.getAttribute("href") ?? "");
  return made;
}

/** A block ends its line by itself; the line break after it would show as an empty line. */
function wordsOf(text) {
  return BLOCKS.has(text.previousSibling?.nodeName) ? text.data.replace(/^\n/, "") : text.data;
}

/** 2025-06-20 and 检查-2025-0093 stay on one line; a browser would break them after a hyphen. */
function unbroken(text) {
  const parts = text.split(DATES_AND_NUMBERS); // what was found stands at the odd places
  const copies = document.createDocumentFragment();
  copies.append(...parts.map((part, place) => (place % 2 ? element("span", { class: "whole" }, part) : part)));
  return copies;
}

function linkTo(anchor, address) {
  if (!ADDRESSES.test(address)) return;
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
}
