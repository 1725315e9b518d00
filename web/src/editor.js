// The editor: SPARQL coloured, with completion of our terms, of their prefixes and of the names already in the query. Ctrl-Enter runs.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--mark)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--link)" },
  { tag: [tags.string, tags.literal, tags.number], color: "var(--quiet)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);
const look = EditorView.theme({
  "&": { border: "1px solid var(--quiet)", borderRadius: ".3rem", fontSize: "15px" },
  ".cm-gutters": { background: "var(--soft)", border: "none", color: "var(--quiet)" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-tooltip": { background: "var(--ground)", border: "1px solid var(--quiet)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--link)", color: "var(--ground)" },
});

export function makeEditor(parent, text, label, vocabulary, language, run) {
  const complete = makeCompletion(vocabulary, language);
  const extensions = [
    lineNumbers(),
    history(),
    bracketMatching(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(colours),
    autocompletion({ override: [complete] }),
    keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label }),
    look,
  ];
  // In a shadow tree the editor's styles are adopted sheets, which the page's security policy allows; elsewhere they would be elements.
  const root = parent.attachShadow({ mode: "open" });
  return new EditorView({ parent: root, root, state: EditorState.create({ doc: text, extensions }) });
}

function makeCompletion({ terms, prefixes }, language) {
  const names = terms.map(([name, ja, en]) => ({ label: name, detail: language === "ja" ? ja : en, type: "property" }));
  const heads = Object.entries(prefixes).map(([prefix, iri]) => ({ label: `PREFIX ${prefix}: <${iri}>`, type: "namespace" }));
  return (context) => {
    const word = context.matchBefore(/[?\w][\w:-]*/);
    if (!word && !context.explicit) return null;
    const variables = [...new Set(context.state.doc.toString().match(/\?\w+/g) ?? [])].filter((name) => name !== word?.text);
    const options = [...names, ...heads, ...variables.map((label) => ({ label, type: "variable" }))];
    return { from: word?.from ?? context.pos, options, validFor: /^[?\w][\w:-]*$/ };
  };
}
