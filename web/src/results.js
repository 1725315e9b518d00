// Results of a query as a table, as dots on the map, and as CSV to take along. Values are put in as text.

import { make } from "./make.js";

const MOST_ROWS = 1000;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u; // a spreadsheet would run it

export function drawTable({ head, results }, { toPage, language }) {
  const rows = results.bindings.slice(0, MOST_ROWS).map((row) =>
    make("tr", {}, ...head.vars.map((name) => make("td", {}, drawTerm(row[name], toPage, language)))),
  );
  const heading = make("tr", {}, ...head.vars.map((name) => make("th", { scope: "col" }, name)));
  return make("table", {}, make("thead", {}, heading), make("tbody", {}, ...rows));
}

function drawTerm(term, toPage) {
  if (!term) return "";
  const attributes = term["xml:lang"] ? { lang: term["xml:lang"] } : {};
  if (term.type !== "uri" || !/^https?:/.test(term.value)) return make("span", attributes, term.value);
  return make("a", { href: toPage(term.value) ?? term.value, rel: "noopener" }, shorten(term.value));
}

function shorten(iri) {
  return iri.length > 60 ? `…${iri.slice(-48)}` : iri;
}

// The dots for every place or country that an answer names, with how often it does.
export function listSpots({ results }, points) {
  const counts = new Map();
  for (const row of results.bindings) {
    for (const term of Object.values(row)) {
      if (term.type === "uri" && points[term.value]) counts.set(term.value, (counts.get(term.value) ?? 0) + 1);
    }
  }
  return [...counts].map(([iri, count]) => ({ iri, count, point: points[iri] }));
}

export function drawSpots(layer, spots, toPage, toLabel) {
  const dots = spots.map(({ iri, count, point: [x, y] }) => {
    const dot = makeSvg("circle", { cx: x, cy: y, r: (2.5 + Math.sqrt(Math.min(count, 100))).toFixed(1) });
    const label = `${toLabel(iri)}: ${count}`;
    dot.append(makeSvg("title", {}, label));
    return makeSvg("a", { href: toPage(iri) ?? iri, "aria-label": label }, dot);
  });
  layer.replaceChildren(...dots);
}

function makeSvg(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function toCsv({ head, results }) {
  const lines = [head.vars, ...results.bindings.map((row) => head.vars.map((name) => row[name]?.value ?? ""))];
  return "\ufeff" + lines.map((cells) => cells.map(toCell).join(",") + "\r\n").join("");
}

function toCell(text) {
  const safe = FORMULA.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
