// A page of the list drawn into the table that is there, cell by cell as text: nothing of the data is taken for HTML.

import { make } from "./make.js";

const PER_PAGE = 50;

export function drawPage(list, found, wanted, words, turn) {
  const last = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.min(wanted, last);
  const rows = found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((row) => drawRow(row, words));
  list.querySelector("tbody").replaceChildren(...rows);
  list.querySelector("caption").textContent = `${page} / ${last}`;
  list.querySelector("nav.pages")?.remove();
  if (last > 1) list.append(drawPager(page, last, words, turn));
}

function drawRow({ path, title, date, japanese, overseas, countries }, { here, none }) {
  const heading = make("th", { scope: "row" }, make("a", { href: `${here}${path}.html`, lang: "ja" }, title));
  const time = date ? make("time", { datetime: date }, date) : none;
  const sides = [japanese, overseas, countries].map((things) => make("td", {}, drawThings(things, here)));
  return make("tr", {}, make("td", {}, time), heading, ...sides);
}

function drawThings(things, here) {
  return make("ul", { class: "inline" }, ...things.map(({ path, name }) => make("li", {}, make("a", { href: `${here}${path}.html` }, name))));
}

function drawPager(page, last, { previous, next }, turn) {
  const button = (text, target) => {
    const one = make("button", { type: "button" }, text);
    one.disabled = target < 1 || target > last;
    one.addEventListener("click", () => turn(target));
    return one;
  };
  return make("nav", { class: "pages" }, button(previous, page - 1), ` ${page} / ${last} `, button(next, page + 1));
}
