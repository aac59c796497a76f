/** Photos, large, one after the other; pictures and plain texts that came as files. */
import { fileAddress, words } from "./api.js";
import { largest } from "./attachments.js";
import { openDialog } from "./dialog.js";
import { button, element, icon } from "./element.js";

/** Opens the photo of `messageId` among the photos of all `messages`; the arrows go through them. */
export function openPhoto(messages, messageId) {
  const photos = messages.filter((message) => message.photo);
  let place = photos.findIndex((message) => message.message_id === messageId);
  const image = element("img", { alt: "" });
  const step = (by) => {
    place = (place + by + photos.length) % photos.length;
    image.src = fileAddress(largest(photos[place].photo).file_id);
    image.alt = `照片 ${place + 1}/${photos.length}`;
    dialog.querySelector("h2").textContent = image.alt;
  };
  const dialog = openDialog("lightbox", "照片", element("div", { class: "light" }, image));
  const arrows = [arrow("previous", "上一张", () => step(-1)), arrow("next", "下一张", () => step(1))];
  if (photos.length > 1) dialog.append(...arrows);
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft") step(-1);
    if (key === "ArrowRight") step(1);
  });
  step(0);
}

/** A picture that was sent as a file. */
export function openPicture(file) {
  const image = element("img", { src: fileAddress(file.file_id), alt: file.file_name });
  openDialog("lightbox", file.file_name, element("div", { class: "light" }, image));
}

export async function openWords(file) {
  openDialog("workbook", file.file_name, element("pre", { class: "paper", tabindex: "0" }, await words(file.file_id)));
}

function arrow(name, label, onclick) {
  return button({ class: `round arrow ${name}`, "aria-label": label, onclick }, icon(name));
}
