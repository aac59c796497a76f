/** The page: who is chosen (in the address, so that two tabs can be two people), the clock, and the server's news. */
import * as api from "./api.js";
import * as clock from "./clock.js";
import * as conversation from "./conversation.js";
import { ask } from "./dialog.js";
import { byId } from "./element.js";
import { listen } from "./events.js";
import { panelPlace, peopleList } from "./people.js";
import { showPlans } from "./plans.js";
import { startLinks } from "./startlinks.js";
import { doing } from "./toast.js";

let people = [];
let chosen = null;

const panel = panelPlace(byId("panel"), byId("side"), byId("open-people"));
const inAddress = () => Number(location.hash.slice(1));

async function load() {
  const told = await api.state();
  people = told.people;
  byId("title").textContent = told.title;
  showPlans({ select: byId("plan"), name: byId("plan-name") }, told.plans, told.plan);
  byId("bot-name").textContent = told.bot.name;
  conversation.meet(told.bot);
  clock.tell(told.now);
  await choosePerson(inAddress());
}

async function choosePerson(wanted) {
  chosen = people.find(({ id }) => id === wanted) ?? people[0];
  history.replaceState(null, "", `#${chosen.id}`);
  panel.close();
  chosen.unread = 0;
  showPeople();
  await conversation.open(chosen);
}

function showPeople() {
  const unread = people.reduce((sum, person) => sum + person.unread, 0);
  const elsewhere = unread ? `，别人有 ${unread} 条未读` : "";
  peopleList({ list: byId("people"), others: byId("others") }, people, chosen, (id) => doing(choosePerson(id)));
  byId("strip-name").textContent = [chosen.name, chosen.unit].filter(Boolean).join(" · ");
  byId("strip-badge").textContent = unread;
  byId("strip-badge").hidden = !unread;
  byId("open-people").setAttribute("aria-label", `换人，现在是${chosen.name}${elsewhere}`);
  document.title = `${unread ? `(${unread}) ` : ""}${chosen.name} · ${byId("title").textContent}`;
}

// ---- the server's news

const EVERYWHERE = {
  clock: ({ now }) => clock.tell(now),
  restarting: () => showBar("正在准备…"),
  restarted: () => reload(),
};

function onEvent(event) {
  if (event.user === undefined) EVERYWHERE[event.type]?.(event);
  else if (event.user === chosen?.id) conversation.tell(event);
  else countUnread(event);
}

function countUnread({ type, user, message }) {
  const person = people.find(({ id }) => id === user);
  if (type !== "message" || message.out || !person) return;
  person.unread += 1;
  showPeople();
}

function showBar(words) {
  byId("reconnecting").textContent = words;
  byId("reconnecting").hidden = !words;
}

async function reload() {
  if (await doing(load())) showBar("");
}

// ---- around the chat

async function moveClock(to) {
  panel.close();
  showBar("正在拨动时间…");
  await doing(api.moveClock(to));
  showBar("");
}

async function restart() {
  const words = "这个方案的聊天、记录和时间都会回到开头。";
  if (!(await ask({ title: "重新开始？", words, yes: "重新开始", danger: true }))) return;
  panel.close();
  await doing(api.restart());
}

/** What was done in the plan before is there again when one comes back to it, so nobody need be asked. */
async function changePlan(key) {
  panel.close();
  byId("plan").disabled = byId("restart").disabled = true;
  if (!(await doing(api.changePlan(key)))) await reload();
  byId("plan").disabled = byId("restart").disabled = false;
}

async function openAs(person, text) {
  await choosePerson(person.id);
  await api.send(person.id, text);
}

startLinks(byId("messages"), () => people, (person, text) => doing(openAs(person, text)));
byId("clock").addEventListener("click", () => clock.askForTime(moveClock));
byId("strip-clock").addEventListener("click", () => clock.askForTime(moveClock));
byId("restart").addEventListener("click", restart);
byId("plan").addEventListener("change", ({ target }) => changePlan(target.value));
addEventListener("hashchange", () => doing(choosePerson(inAddress())));

listen({ onEvent, onLost: () => showBar("正在重连…"), onBack: reload });
reload();
