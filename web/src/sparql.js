// The page where readers ask questions of their own: an editor, the saved questions to begin with, and an engine in the browser that
// knows the published data. What is asked stands in the address, so that a question can be passed on.

import { makeEditor } from "./editor.js";
import { run, stop } from "./engine.js";
import { drawSpots, drawTable, listSpots, toCsv } from "./results.js";
import { make } from "./make.js";
import { bindChoices } from "./choices.js";

const page = document.getElementById("sparql");
const { base, prefix, here, assets } = page.dataset;
const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const find = (id) => document.getElementById(id);

globalThis.koryuVocabulary = (vocabulary) => addEventListener("DOMContentLoaded", () => begin(vocabulary));

function begin(vocabulary) {
  const saved = Object.fromEntries(vocabulary.queries.map((query) => [query.name, query]));
  const editor = makeEditor(find("editor"), readAddress(saved, vocabulary.prefixes), words.editor, vocabulary, language, ask);
  page.hidden = false;
  find("saved").addEventListener("change", ({ target }) => target.value && put(saved[target.value].text));
  find("run").addEventListener("click", ask);
  find("stop").addEventListener("click", stop);

  if (location.search) ask();

  function put(text) {
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }

  async function ask() {
    const query = editor.state.doc.toString();
    history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
    switchTo(true, words.running);
    try {
      show(await run(query, assets), vocabulary);
    } catch (error) {
      clear();
      switchTo(false, error.message === "stopped" ? words.stopped : `${words.failed}: ${error.message}`);
    }
  }
}

// A question of somebody's own stands behind "#"; behind "?" the name of a saved one, with what was chosen for it.
function readAddress(saved, prefixes) {
  const own = new URLSearchParams(location.hash.slice(1)).get("query");
  const chosen = new URLSearchParams(location.search);
  const query = saved[chosen.get("name")];
  return own ?? (query ? bindChoices(query, chosen, prefixes) : Object.values(saved)[0]?.text ?? "");
}

function switchTo(isRunning, status) {
  find("run").disabled = isRunning;
  find("stop").disabled = !isRunning;
  find("status").textContent = status;
}

function clear() {
  find("answer").replaceChildren();
  find("answer-map").hidden = find("take").hidden = true;
}

function show({ type, answer, milliseconds }, vocabulary) {
  clear();
  const count = type === "bindings" ? answer.results.bindings.length : 1;
  switchTo(false, words.answered.replace("{count}", count.toLocaleString()).replace("{seconds}", (milliseconds / 1000).toFixed(2)));
  if (type !== "bindings") return find("answer").append(make("pre", {}, type === "graph" ? answer : String(answer.boolean)));
  find("answer").append(drawTable(answer, { toPage, language }));
  offer(toCsv(answer));
  const spots = listSpots(answer, vocabulary.points);
  find("answer-map").hidden = spots.length === 0;
  drawSpots(find("spots"), spots, toPage, (iri) => toLabel(vocabulary.labels[iri]) ?? iri);
}

// Labels come in Japanese, and in English where that differs.
function toLabel([ja, en] = []) {
  return language === "en" ? (en ?? ja) : ja;
}

function offer(csv) {
  const link = find("take");
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  link.hidden = false;
}

// The page of one of our things; nothing for IRIs of others.
function toPage(iri) {
  return iri.startsWith(base) ? `${here}${prefix}${iri.slice(base.length).split("#")[0]}.html` : undefined;
}
