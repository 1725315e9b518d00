// The SPARQL engine as the page uses it: loaded when first asked, and begun anew after a query was stopped. assets/engine.js and
// assets/data.js hold the engine and the published data as text, for a page on a USB stick may load scripts but fetch nothing.

import { loadScript } from "./load.js";
import source from "worker:./worker.js";

const SECONDS = 60;
let parts;
let worker;

export async function run(query, assets) {
  worker ??= await start(assets);
  const timer = setTimeout(stop, SECONDS * 1000);
  try {
    return await tell(worker, { query });
  } finally {
    clearTimeout(timer);
  }
}

export function stop() {
  worker?.terminate();
  worker?.giveUp?.(new Error("stopped"));
  worker = undefined;
}

async function start(assets) {
  parts ??= await fetchParts(assets);
  const made = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  await tell(made, parts);
  return made;
}

async function fetchParts(assets) {
  await Promise.all(["engine", "data"].map((name) => loadScript(`${assets}${name}.js`)));
  const data = globalThis.koryuData.map(async ({ format, gzip, text }) => ({ format, text: text ?? (await unpack(gzip)) }));
  return { engine: await unpack(globalThis.koryuEngine), data: await Promise.all(data) };
}

async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer().then((bytes) => new Uint8Array(bytes));
}

function tell(target, message) {
  return new Promise((resolve, reject) => {
    target.giveUp = reject;
    target.onerror = (event) => reject(new Error(event.message));
    target.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    target.postMessage(message);
  });
}
