/** The chat of the person who is chosen: what they see, what they do, and the news that reaches them. */
import * as api from "./api.js";
import { attachMenu } from "./attach.js";
import { summaryOf } from "./bubble.js";
import { composer } from "./composer.js";
import { choose } from "./dialog.js";
import { byId } from "./element.js";
import { inlineResults } from "./inline.js";
import { replyKeyboard } from "./keyboard.js";
import { openPhoto, openPicture, openWords } from "./lightbox.js";
import { messageList } from "./messages.js";
import { stickToBottom } from "./scroll.js";
import { openSheet } from "./sheet.js";
import { botStatus } from "./status.js";
import { suggest } from "./suggestions.js";
import { doing, say } from "./toast.js";

let person = { id: 0 };
let botName = "";
let commands = [];
let waiting = []; // news that came while the chat was being read; null when it is shown

const status = botStatus(byId("status"));
const scroll = stickToBottom(byId("log"), byId("messages"), byId("to-bottom"));
const messages = messageList(byId("messages"), {
  show: {
    photo: (messageId) => openPhoto(messages.all(), messageId),
    picture: openPicture,
    words: (file) => doing(openWords(file)),
    sheet: (file) => doing(openSheet(file)),
  },
  press: (message, row, col) => doing(api.press(person.id, message.message_id, row, col)),
  editOwn: (message) => box.startEditing(message),
});
const attach = attachMenu(() => person.id);
const keyboard = replyKeyboard({
  box: byId("keyboard"),
  toggle: byId("toggle-keyboard"),
  input: byId("text"),
  send,
  sendPlace: attach.sendPlace,
});
const box = composer({
  form: byId("composer"),
  text: byId("text"),
  editingBar: byId("editing"),
  stopEditing: byId("stop-editing"),
  send,
  edit: (message, text) => doing(api.edit(person.id, message.message_id, text)),
  lastOwn: () => messages.all().findLast((message) => message.out && message.text),
});

const results = inlineResults({
  input: byId("text"),
  box: byId("results"),
  name: () => botName,
  who: () => person.id,
  sent: box.clear,
});

/** How the bot is called with “@”. */
export function meet(bot) {
  botName = bot.username;
}

function send(text) {
  scroll.toBottom();
  return doing(api.send(person.id, text));
}

export async function open(chosen) {
  results.hide();
  if (chosen.id !== person.id) box.clear(); // what somebody was typing survives a reconnection
  person = chosen;
  waiting = [];
  status.rest();
  const chat = await api.chat(chosen.id);
  if (chosen === person) show(chat); // else another person was chosen meanwhile
}

function show(chat) {
  messages.replaceAll(chat.messages);
  keyboard.show(chat.keyboard);
  commands = chat.commands;
  byId("commands").hidden = !commands.length;
  const missed = waiting;
  waiting = null;
  missed.forEach(happen);
  suggestNow();
  scroll.toBottom();
}

/** Takes news about this person's chat, in order. */
export function tell(event) {
  if (waiting) waiting.push(event);
  else happen(event);
}

const happen = (event) => NEWS[event.type]?.(event);

const NEWS = {
  message({ message }) {
    messages.put(message);
    suggestNow();
    if (message.out) return scroll.toBottom();
    status.rest();
    scroll.news();
    byId("announce").textContent = summaryOf(message);
  },
  edit: ({ message }) => messages.put(message),
  delete: ({ message_id }) => messages.remove(message_id),
  keyboard(event) {
    keyboard.show(event.keyboard);
    suggestNow();
  },
  toast: ({ text, alert }) => say(text, alert),
  typing: ({ action }) => status.show(action),
};

function suggestNow() {
  suggest({ box: byId("chips"), person, messages: messages.all(), keys: keyboard.words(), send });
}

function chooseCommand() {
  const act = (command) => () => send(`/${command}`);
  choose("命令", commands.map(({ command, description }) => ({ title: description, detail: `/${command}`, act: act(command) })));
}

byId("attach").addEventListener("click", attach.open);
byId("commands").addEventListener("click", chooseCommand);
byId("messages").addEventListener("click", ({ target }) => target.dataset.command && send(target.dataset.command));
byId("text").addEventListener("paste", ({ clipboardData: { files } }) => files.length && attach.sendPasted([...files]));
