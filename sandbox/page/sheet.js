/** A workbook, readable inside the chat: a tab for each sheet, cells merged, wide, bold and framed as in the file. */
import { fileAddress, sheet as readSheet } from "./api.js";
import { openDialog } from "./dialog.js";
import { button, element } from "./element.js";

const PIXELS_PER_CHARACTER = 8;

export async function openSheet(file) {
  const { sheets } = await readSheet(file.file_id);
  const paper = element("div", { class: "paper", role: "tabpanel", tabindex: "0" });
  const tabs = element("div", { class: "tabs", role: "tablist", "aria-label": "工作表" });
  const show = (chosen) => {
    paper.replaceChildren(table(sheets[chosen]));
    paper.setAttribute("aria-label", sheets[chosen].title);
    paper.scrollTo(0, 0);
    [...tabs.children].forEach((tab, place) => tab.setAttribute("aria-selected", String(place === chosen)));
  };
  const tab = ({ title }, place) => button({ class: "tab", role: "tab", onclick: () => show(place) }, title);
  tabs.append(...sheets.map(tab));
  const download = element("a", { class: "act", href: fileAddress(file.file_id), download: file.file_name }, "下载");
  const dialog = openDialog("workbook", file.file_name ?? "表格", paper, tabs);
  dialog.querySelector(".dialog-head h2").after(download);
  show(0);
}

function table({ widths, rows }) {
  const columns = element("colgroup");
  let total = 0;
  for (const width of widths) {
    const column = element("col");
    const pixels = Math.round(width * PIXELS_PER_CHARACTER);
    column.style.width = `${pixels}px`;
    total += pixels;
    columns.append(column);
  }
  const made = element("table", { class: "sheet" }, columns, element("tbody", {}, ...rows.map(line)));
  made.style.width = `${total}px`;
  return made;
}

/** Null is a place under a merged cell. */
function line(cells) {
  return element("tr", {}, ...cells.filter(Boolean).map(cell));
}

/** Cells without a border of their own show a faint line, as in a spreadsheet program. */
function cell({ text, colspan, rowspan, bold, align, number, border }) {
  const looks = [border && "is-framed", bold && "is-bold", number && "is-number", `to-${align}`].filter(Boolean);
  return element("td", { colspan: spanned(colspan), rowspan: spanned(rowspan), class: looks.join(" ") }, text);
}

const spanned = (count) => (count > 1 ? count : null);
