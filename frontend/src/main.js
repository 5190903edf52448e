// The query page: an editor with completion, queries in tabs, answers as table and chart.
//
// The page is a plain form that the server answers. This script takes the form's place; all that it needs to know
// stands in the data attributes of the form.

import { AnswerView } from "./answer_view.js";
import { ask, csvOf } from "./asking.js";
import { makeEditor } from "./editor.js";
import { element, number, saveAs } from "./page.js";
import { linkTo, queryOfLink } from "./sharing.js";
import { Tabs } from "./tabs.js";
import { Terms } from "./terms.js";

class QueryPage {
  constructor(form) {
    this.form = form;
    this.endpoint = form.dataset.endpoint;
    this.textarea = form.querySelector("textarea");
    this.work = new Map(); // what each tab has asked and got, by the tab's number
    this.terms = new Terms(form.dataset);
    this.draw();
    this.open();
  }

  draw() {
    const served = document.getElementById("answer");
    this.panel = element("div", { class: "workspace", role: "tabpanel", id: "workspace" });
    this.tabs = new Tabs("workspace", this.form.dataset.example, {
      select: (tab) => this.show(tab),
      before: () => this.keep(),
      close: (tab) => this.forget(tab),
    });
    this.answerView = new AnswerView(this.terms, {
      rerun: () => this.run(),
      csv: (query) => this.download(query),
    });
    // How many rows there are, the status says.
    served.querySelector(".told")?.remove();
    this.served = served.childElementCount > 0 ? { nodes: [...served.childNodes], ...served.dataset } : null;

    this.runButton = element("button", { type: "button", class: "primary", click: () => this.run() }, "Run");
    this.stopButton = element("button", { type: "button", click: () => this.stop() }, "Stop");
    this.status = element("p", { role: "status", class: "query-status" });
    const tools = element(
      "div",
      { class: "query-tools" },
      this.runButton,
      this.stopButton,
      element("button", { type: "button", click: () => this.share() }, "Copy link"),
      element("button", { type: "button", class: "quiet", click: () => this.tabs.closeSelected() }, "Close tab"),
      element("span", { class: "keys" }, this.keys()),
    );
    const place = element("div", { class: "editor" });
    this.panel.append(place, tools, this.status, this.answerView.root);
    this.form.hidden = true;
    this.form.after(this.tabs.root, this.panel);
    served.remove();
    this.editor = makeEditor(place, this.terms, () => this.run());
    for (const link of document.querySelectorAll("a[data-saved]")) {
      link.addEventListener("click", (event) => this.openSaved(event, link));
    }
    window.addEventListener("pagehide", () => this.keep());
    window.addEventListener("hashchange", () => {
      const query = queryOfLink(location);
      if (query !== null) this.tabs.openWith({ title: "Linked query", query });
    });
  }

  keys() {
    return ["Ctrl+Enter", " runs, ", "Ctrl+Space", " completes, ", "Tab", " leaves the editor"].map((text, position) =>
      position % 2 === 0 ? element("kbd", {}, text) : text,
    );
  }

  // The tabs of the last visit, and one for the query of the address.
  open() {
    const first = { title: this.form.dataset.title, query: this.textarea.value };
    this.tabs.restore(first);
    const linked = queryOfLink(location) ?? (this.form.dataset.asked === undefined ? null : this.textarea.value);
    if (linked !== null) this.tabs.openWith({ title: this.form.dataset.title, query: linked });
    if (this.served !== null) this.showServed(this.tabs.selected, linked);
  }

  // The answer that the server wrote into the page.
  showServed(tab, query) {
    const { nodes, told, kind } = this.served;
    const work = this.workOf(tab);
    work.answer = { kind: "page", nodes, query, tabular: kind === "rows" };
    this.show(tab);
    // A screen reader tells what changes in a status, not what it has from the beginning.
    setTimeout(() => {
      if (work.message !== "") return;
      work.message = told;
      this.update();
    }, 100);
  }

  workOf(tab) {
    if (!this.work.has(tab.number)) this.work.set(tab.number, { answer: null, asking: null, message: "" });
    return this.work.get(tab.number);
  }

  forget(tab) {
    this.workOf(tab).asking?.abort();
    this.work.delete(tab.number);
  }

  keep() {
    if (this.tabs.selected) this.tabs.setQuery(this.tabs.selected, this.editor.text);
  }

  show(tab) {
    const work = this.workOf(tab);
    this.editor.text = tab.query;
    this.panel.setAttribute("aria-labelledby", `tab-${tab.number}`);
    this.answerView.show(work.answer);
    if (work.answer?.kind === "problem") this.editor.mark(work.answer);
    this.update();
  }

  update() {
    const work = this.workOf(this.tabs.selected);
    const running = work.asking !== null;
    // Both buttons stay where they are, and can keep the focus: one that vanished would take it along.
    this.runButton.setAttribute("aria-disabled", String(running));
    this.stopButton.setAttribute("aria-disabled", String(!running));
    this.panel.classList.toggle("running", running);
    if (this.status.textContent !== work.message) this.status.textContent = work.message;
  }

  async run() {
    const tab = this.tabs.selected;
    const work = this.workOf(tab);
    if (work.asking !== null) return;
    this.keep();
    this.editor.unmark();
    work.asking = new AbortController();
    work.message = "Running …";
    this.update();
    const started = performance.now();
    const ticking = setInterval(() => {
      work.message = `Running … ${Math.round((performance.now() - started) / 1000)} s`;
      if (this.tabs.selected === tab) this.update();
    }, 1000);
    const answer = await ask(this.endpoint, tab.query, work.asking.signal);
    clearInterval(ticking);
    work.asking = null;
    if (answer.kind !== "stopped") work.answer = answer;
    work.message = describe(answer, performance.now() - started);
    if (this.tabs.selected !== tab) return;
    if (answer.kind !== "stopped") this.answerView.show(answer);
    if (answer.kind === "problem") this.editor.mark(answer);
    this.update();
  }

  stop() {
    this.workOf(this.tabs.selected).asking?.abort();
  }

  async share() {
    this.keep();
    const link = linkTo(this.form.action, this.tabs.selected.query);
    history.replaceState(null, "", link);
    const work = this.workOf(this.tabs.selected);
    try {
      await navigator.clipboard.writeText(link);
      work.message = "The link to this query is copied.";
    } catch {
      work.message = "The link to this query is the address of this page now.";
    }
    this.update();
  }

  async download(query) {
    const work = this.workOf(this.tabs.selected);
    const answer = await csvOf(this.endpoint, query);
    if (answer.kind === "csv") saveAs("answer.csv", answer.blob);
    work.message = answer.kind === "csv" ? "answer.csv is downloaded." : answer.detail;
    this.update();
  }

  async openSaved(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    await this.terms.loaded;
    const saved = this.terms.saved(link.dataset.saved);
    if (saved === undefined) {
      location.assign(link.href);
      return;
    }
    this.tabs.openWith({ title: saved.question, query: saved.text });
    this.panel.scrollIntoView({ block: "nearest" });
    this.editor.focus();
  }
}

function describe(answer, milliseconds) {
  const time = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  switch (answer.kind) {
    case "rows":
      return `${answer.rows.length === 1 ? "1 row" : `${number(answer.rows.length)} rows`} in ${time}`;
    case "boolean":
      return `Answered in ${time}`;
    case "graph":
      return `A graph, in ${time}`;
    case "stopped":
      return `Stopped after ${time}`;
    default:
      return `No answer: ${answer.title}`;
  }
}

const form = document.getElementById("query-form");
if (form) new QueryPage(form);
