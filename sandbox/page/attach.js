/** The + button: photos, files, an example place and a sticker. */
import * as api from "./api.js";
import { choose, openDialog } from "./dialog.js";
import { element } from "./element.js";
import { doing } from "./toast.js";

/** 石柱土家族自治县 county town; an example, the visitor's own place is never asked for. */
const EXAMPLE_PLACE = { title: "石柱县城（示例位置）", latitude: 29.9993, longitude: 108.1125 };

/** `who()` is the id of the person now. */
export function attachMenu(who) {
  const sendPlace = () => doing(api.location(who(), EXAMPLE_PLACE.latitude, EXAMPLE_PLACE.longitude));
  const send = (as) => (files, caption) => doing(api.upload(who(), as, files, caption));
  const open = () =>
    choose("发送", [
      { title: "照片", detail: "一张或几张", face: "image", act: () => pick("image/*", send("photo")) },
      { title: "文件", detail: "表格、文档，原样发送", face: "file", act: () => pick("", send("document")) },
      { title: "位置", detail: EXAMPLE_PLACE.title, face: "pin", act: sendPlace },
      { title: "贴纸", face: "smile", act: () => doing(api.sticker(who())) },
    ]);
  return { open, sendPlace, sendPasted: (files) => review(files, send("photo")) };
}

function pick(accept, send) {
  const input = element("input", { type: "file", accept, multiple: true, hidden: true, "data-picking": true });
  input.addEventListener("change", () => (input.remove(), input.files.length && review([...input.files], send)));
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}

/** Shows what is about to be sent and takes a caption. */
function review(files, send) {
  const hint = { placeholder: "说明（可以不写）", "aria-label": "说明", maxlength: 1024 };
  const caption = element("input", { type: "text", ...hint });
  const form = element(
    "form",
    { class: "review", method: "dialog" },
    element("ul", { class: "review-files" }, ...files.map(preview)),
    element("div", { class: "review-send" }, caption, element("button", { class: "solid" }, "发送")),
  );
  form.addEventListener("submit", () => send(files, caption.value.trim()));
  const dialog = openDialog("from-below", files.length > 1 ? `发送 ${files.length} 个` : "发送", form);
  const forget = () => dialog.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
  dialog.addEventListener("close", forget);
  caption.focus();
}

function preview(file) {
  if (!file.type.startsWith("image/")) return element("li", { class: "review-name" }, file.name);
  return element("li", {}, element("img", { src: URL.createObjectURL(file), alt: file.name }));
}
