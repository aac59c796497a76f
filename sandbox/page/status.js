/** The line under the bot's name: what it is, or what it is doing. */

const WORDS = { typing: "正在输入", upload_photo: "正在发送照片", upload_document: "正在发送文件" };
const FADES_AFTER = 5500; // as in Telegram, where an action is shown for five seconds or until a message comes

export function botStatus(line) {
  let timer = 0;
  const rest = () => {
    clearTimeout(timer);
    line.textContent = "机器人";
    line.classList.remove("is-busy");
  };
  const show = (action) => {
    rest();
    line.textContent = WORDS[action] ?? "正在处理";
    line.classList.add("is-busy");
    timer = setTimeout(rest, FADES_AFTER);
  };
  rest();
  return { show, rest };
}
