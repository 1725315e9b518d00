// The list of agreements: searched, filtered and sorted in the browser. What is chosen stands in the address, behind "#", so that it can
// be passed on; a search from the home page comes behind "?". assets/list.js, which calls koryuList with the rows, is loaded when somebody
// turns to the form: the page itself is the list as it stands, and stays so without scripts.

import { loadScript } from "./load.js";
import { makeRows, normalise } from "./rows.js";
import { drawPage } from "./table.js";

const form = document.getElementById("filters");
const state = { rows: [], page: 1 };
let loading;

globalThis.koryuList = (data) => {
  state.rows = makeRows(data, document.documentElement.lang);
};

if (form) {
  for (const turning of ["focusin", "pointerover"]) form.addEventListener(turning, load, { once: true });
  form.addEventListener("input", change);
  form.addEventListener("reset", () => setTimeout(forget));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", readAddress);
  readAddress();
}

function load() {
  return (loading ??= loadScript(form.dataset.list));
}

function readAddress() {
  const chosen = new URLSearchParams(location.hash.slice(1) || location.search);
  for (const control of form.elements) {
    if (control.name) control.value = chosen.get(control.name) ?? "";
  }
  state.page = Math.max(1, Number(chosen.get("page")) || 1);
  if (chosen.size) show();
}

function change() {
  state.page = 1;
  show();
}

// A hidden field keeps its value when a form is reset.
function forget() {
  form.elements.party.value = "";
  change();
}

function turn(page) {
  state.page = page;
  show();
  document.getElementById("list").scrollIntoView();
}

async function show() {
  writeAddress(new FormData(form));
  await load();
  const chosen = new FormData(form); // as it is by now
  const found = sort(state.rows.filter(makeTest(chosen)), chosen.get("sort"));
  document.getElementById("found").textContent = form.dataset.found.replace("{count}", found.length.toLocaleString());
  drawPage(document.getElementById("list"), found, state.page, form.dataset, turn);
}

function writeAddress(chosen) {
  const parameters = new URLSearchParams([...chosen].filter(([, value]) => value));
  if (state.page > 1) parameters.set("page", state.page);
  history.replaceState(null, "", `#${parameters}`);
}

function makeTest(chosen) {
  const words = normalise(chosen.get("q")).split(/\s+/).filter(Boolean);
  const tests = [
    (row) => words.every((word) => row.text.includes(word)),
    test(chosen, "country", (value) => (row) => row.countries.some(({ path }) => path === value)),
    test(chosen, "prefecture", (value) => (row) => row.prefectures.includes(value)),
    test(chosen, "field", (value) => (row) => row.fields.includes(value)),
    test(chosen, "kind", (value) => (row) => row.kind === value),
    test(chosen, "party", (value) => (row) => [...row.japanese, ...row.overseas].some(({ path }) => path === value)),
    test(chosen, "since", (value) => (row) => row.date && row.date.slice(0, 4) >= value),
    test(chosen, "until", (value) => (row) => row.date && row.date.slice(0, 4) <= value),
  ];
  return (row) => tests.every((holds) => holds(row));
}

function test(chosen, name, make) {
  const value = chosen.get(name);
  return value ? make(value) : () => true;
}

function sort(rows, order) {
  if (order === "title") return [...rows].sort((one, other) => one.title.localeCompare(other.title, "ja"));
  if (order === "oldest") return [...rows].sort((one, other) => (one.date || "9").localeCompare(other.date || "9"));
  return rows; // they come newest first
}
