/** Wires the page: one chosen person (in the address, so that two tabs can be two people), their chat, the server's news. */
import * as api from "./api.js";
import { attachMenu } from "./attach.js";
import { summaryOf } from "./bubble.js";
import { askForTime, trialClock } from "./clock.js";
import { composer } from "./composer.js";
import { ask, choose } from "./dialog.js";
import { byId } from "./element.js";
import { listen } from "./events.js";
import { replyKeyboard } from "./keyboard.js";
import { openPhoto, openPicture, openWords } from "./lightbox.js";
import { messageList } from "./messages.js";
import { panelPlace, peopleList } from "./people.js";
import { stickToBottom } from "./scroll.js";
import { openSheet } from "./sheet.js";
import { botStatus } from "./status.js";
import { suggest } from "./suggestions.js";
import { toast } from "./toast.js";

let people = [];
let user = null; // the chosen person's id
let waiting = []; // news that came while the chat was being read; null when it is shown
let commands = [];

const clock = trialClock();
const status = botStatus(byId("status"));
const scroll = stickToBottom(byId("log"), byId("messages"), byId("to-bottom"));
const panel = panelPlace(byId("panel"), byId("side"), byId("open-people"));
const say = (text, alert) => toast(byId("toasts"), text, alert);
const person = () => people.find(({ id }) => id === user) ?? people[0];

/** Runs a call and says what went wrong; true when it went well. */
async function doing(call) {
  try {
    await call;
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

const show = {
  photo: (messageId) => openPhoto(messages.all(), messageId),
  picture: openPicture,
  words: (file) => doing(openWords(file)),
  sheet: (file) => doing(openSheet(file)),
};
const messages = messageList(
  byId("messages"),
  {
    show,
    press: (message, row, col) => doing(api.press(user, message.message_id, row, col)),
    editOwn: (message) => box.startEditing(message),
  },
  clock.now,
);
const attach = attachMenu({ who: () => user, doing });
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
  edit: (message, text) => doing(api.edit(user, message.message_id, text)),
  lastOwn: () => messages.all().findLast((message) => message.out && message.text),
});

function send(text) {
  scroll.toBottom();
  return doing(api.send(user, text));
}

// ---- who is chosen, and what they see

async function loadAll() {
  const told = await api.state();
  people = told.people;
  byId("title").textContent = told.title || "销号";
  byId("bot-name").textContent = told.bot.name;
  clock.tell(told.now);
  await choosePerson(Number(location.hash.slice(1)));
}

async function choosePerson(wanted) {
  const chosen = people.some(({ id }) => id === wanted) ? wanted : people[0].id;
  if (chosen !== user) box.clear(); // what somebody was typing survives a reconnection
  user = chosen;
  history.replaceState(null, "", `#${user}`);
  panel.close();
  status.rest();
  await loadChat();
}

async function loadChat() {
  const chosen = user;
  waiting = [];
  const told = await api.chat(chosen);
  if (chosen !== user) return; // another person was chosen meanwhile
  person().unread = 0;
  messages.replaceAll(told.messages);
  keyboard.show(told.keyboard);
  commands = told.commands ?? [];
  byId("commands").hidden = !commands.length;
  const missed = waiting;
  waiting = null;
  missed.forEach(inChat);
  showPeople();
  suggestNow();
  scroll.toBottom();
}

function showPeople() {
  peopleList(byId("people"), people, user, choosePerson);
  const unread = people.reduce((sum, { unread: count }) => sum + (count || 0), 0);
  byId("strip-name").textContent = [person().name, person().unit].filter(Boolean).join(" · ");
  byId("open-people").setAttribute("aria-label", `换人，现在是${person().name}${unread ? `，别人有 ${unread} 条未读` : ""}`);
  byId("strip-badge").textContent = unread;
  byId("strip-badge").hidden = !unread;
  document.title = `${unread ? `(${unread}) ` : ""}${person().name} · ${byId("title").textContent}`;
}

const suggestNow = () =>
  suggest({ box: byId("chips"), person: person(), messages: messages.all(), keys: keyboard.words(), send });

// ---- the server's news

const inChatOf = {
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
const everywhere = {
  clock: ({ now }) => clock.tell(now),
  restarting: () => showBar("正在重新开始…"),
  restarted: () => reload(),
};

const inChat = (event) => inChatOf[event.type]?.(event);

function onEvent(event) {
  if (event.user === undefined) everywhere[event.type]?.(event);
  else if (event.user !== user) countUnread(event);
  else if (waiting) waiting.push(event);
  else inChat(event);
}

function countUnread({ type, user: other, message }) {
  const them = people.find(({ id }) => id === other);
  if (type !== "message" || message.out || !them) return;
  them.unread = (them.unread || 0) + 1;
  showPeople();
}

function showBar(words) {
  byId("reconnecting").textContent = words;
  byId("reconnecting").hidden = !words;
}

async function reload() {
  if (await doing(loadAll())) showBar("");
}

// ---- buttons around the chat

async function moveClock(to) {
  panel.close();
  showBar("正在拨动时间…");
  await doing(api.moveClock(to));
  showBar("");
}

async function restart() {
  const words = "所有聊天、记录和时间都会回到开头，示例数据重新生成。";
  if (!(await ask({ title: "重新开始？", words, yes: "重新开始", danger: true }))) return;
  panel.close();
  await doing(api.restart());
}

const chooseCommand = () =>
  choose("命令", commands.map(({ command, description }) => ({ title: description, detail: `/${command}`, act: () => send(`/${command}`) })));

byId("messages").addEventListener("click", ({ target }) => target.dataset.command && send(target.dataset.command));
byId("attach").addEventListener("click", attach.open);
byId("commands").addEventListener("click", chooseCommand);
byId("clock").addEventListener("click", () => askForTime(clock.now(), moveClock));
byId("strip-clock").addEventListener("click", () => askForTime(clock.now(), moveClock));
byId("restart").addEventListener("click", restart);
byId("text").addEventListener("paste", ({ clipboardData }) => clipboardData.files.length && attach.sendPasted([...clipboardData.files]));
addEventListener("hashchange", () => doing(choosePerson(Number(location.hash.slice(1)))));

listen({ onEvent, onLost: () => showBar("正在重连…"), onBack: reload });
reload();
