/** What a person can do, as calls to the server. Every call throws an Error with a sentence that can be shown. */

export const state = () => get("/try/state");
export const chat = (user) => get(`/try/chat/${user}`);
export const sheet = (fileId) => get(`/try/sheet/${encodeURIComponent(fileId)}`);
export const words = (fileId) => fetch(fileAddress(fileId)).then((response) => response.text());
export const fileAddress = (fileId) => `/try/file/${encodeURIComponent(fileId)}`;

export const send = (user, text) => post("/try/send", { user, text });
export const edit = (user, message_id, text) => post("/try/edit", { user, message_id, text });

export async function press(user, message_id, row, col) {
  const { answered } = await post("/try/press", { user, message_id, row, col });
  if (!answered) throw new Error("机器人还没有回应，可以稍后再点一次。");
}

export const location = (user, latitude, longitude) => post("/try/location", { user, latitude, longitude });
export const inline = (user, text) => post("/try/inline", { user, text });
export const choose = (user, query_id, result_id) => post("/try/choose", { user, query_id, result_id });
export const sticker = (user) => post("/try/sticker", { user });
export const moveClock = (to) => post("/try/clock", { to });
export const changePlan = (key) => post("/try/plan", { key });
export const restart = () => post("/try/restart", {});

/** `as` is "photo" (compressed, several make an album) or "document" (the file as it is). */
export function upload(user, as, files, caption) {
  const form = new FormData();
  form.append("user", user);
  form.append("as", as);
  form.append("caption", caption);
  for (const file of files) form.append("file", file, file.name);
  return answerOf(fetch("/try/upload", { method: "POST", body: form }));
}

const WRONG = {
  400: "这一步没有办成，请再试一次。",
  404: "没有找到，可能已经重新开始过了。",
  413: "文件太大，发不出去。",
  415: "这个文件不是表格，打不开。可以下载后查看。",
};

const get = (address) => answerOf(fetch(address, { cache: "no-store" }));

function post(address, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(fetch(address, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answerOf(request) {
  const response = await request.catch(() => {
    throw new Error("连不上试用服务器，请看看它是否还在运行。");
  });
  if (!response.ok) throw new Error(WRONG[response.status] ?? `试用服务器出错了（${response.status}），请再试一次。`);
  return response.json();
}
