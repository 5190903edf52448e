// The editor: YASQE with our own completers, nothing stored by itself, nothing asked of other hosts.

import "@zazuko/yasqe/build/yasqe.min.css";
import "./style.css";

import Yasqe from "@zazuko/yasqe";

import { registerCompleters } from "./completion.js";
import { knowPrefixes } from "./prefixes.js";

export function makeEditor(place, terms, run) {
  knowPrefixes(terms);
  const yasqe = new Yasqe(place, {
    value: "",
    autocompleters: registerCompleters(terms),
    consumeShareLink: null,
    createShareableLink: null,
    persistenceId: null,
    prefixCcApi: null,
    resizeable: false,
    showQueryButton: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    screenReaderLabel: "SPARQL query",
    // Tab goes on to the next button: whoever has only a keyboard must be able to leave.
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false },
  });
  // Completions come while somebody types, not wherever the cursor is put; Ctrl+Space calls them anywhere.
  yasqe.on("inputRead", (editor, { text }) => {
    if (/[\w:]$/.test(text.at(-1)) && !editor.state.completionActive) yasqe.autocomplete();
  });
  yasqe.on("autocompletionShown", (_yasqe, widget) => {
    widget.hints.setAttribute("aria-label", "Completions");
    widget.hints.removeAttribute("aria-expanded");
  });
  // What was read before the prefixes were known is read again.
  terms.loaded.then(() => {
    yasqe.setOption("mode", yasqe.getOption("mode"));
    yasqe.checkSyntax();
  });
  return new Editor(yasqe);
}

class Editor {
  constructor(yasqe) {
    this.yasqe = yasqe;
    this.marked = null;
  }

  get text() {
    return this.yasqe.getValue();
  }

  set text(query) {
    this.unmark();
    if (query === this.text) return;
    this.yasqe.setValue(query);
    this.yasqe.getDoc().clearHistory();
  }

  focus() {
    this.yasqe.focus();
    this.yasqe.getDoc().setCursor(this.yasqe.getDoc().lineCount(), 0);
  }

  // Show where a problem is, where it tells its line.
  mark({ line, column }) {
    if (!Number.isInteger(line) || line < 1 || line > this.yasqe.getDoc().lineCount()) return;
    this.marked = this.yasqe.addLineClass(line - 1, "background", "line-of-problem");
    this.yasqe.getDoc().setCursor(line - 1, Math.max(0, (column ?? 1) - 1));
  }

  unmark() {
    if (this.marked !== null) this.yasqe.removeLineClass(this.marked, "background", "line-of-problem");
    this.marked = null;
  }
}
