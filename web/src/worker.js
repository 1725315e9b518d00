// The store, in a thread of its own, so that a query that runs too long can be stopped with it. Messages in: first {engine, data}, then
// {query}. Out: {ready} or {error}; then {type: "bindings" | "boolean" | "graph", answer, milliseconds} or {error}.

import init, { Store } from "oxigraph/web.js";

const RESULTS = "application/sparql-results+json";
let store;

onmessage = async ({ data: message }) => {
  try {
    postMessage(message.query === undefined ? await load(message) : answer(message.query));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
};

async function load({ engine, data }) {
  await init({ module_or_path: engine });
  store = new Store();
  for (const { format, text } of data) store.load(text, { format, no_transaction: true });
  return { ready: store.size };
}

function answer(query) {
  const start = performance.now();
  const found = ask(query);
  return { ...found, milliseconds: performance.now() - start };
}

// The engine writes results in a format of their own or as a graph, and says no beforehand which of the two a query gives.
function ask(query) {
  try {
    const answer = JSON.parse(store.query(query, { results_format: RESULTS }));
    return { type: "boolean" in answer ? "boolean" : "bindings", answer };
  } catch (error) {
    if (!/graph|format|triples/i.test(String(error?.message ?? error)) || !/\b(construct|describe)\b/i.test(query)) throw error;
    return { type: "graph", answer: store.query(query, { results_format: "text/turtle" }) };
  }
}
