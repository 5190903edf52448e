// Queries in tabs (WAI-ARIA tabs pattern, activated on focus), kept in this browser only.

import { element } from "./page.js";

const KEPT = "gcm-query-tabs";
const LONGEST_TITLE = 28;

export class Tabs {
  // `example` is what a tab begins with where there would be none.
  constructor(panel, example, { select, before, close }) {
    this.panel = panel;
    this.example = example;
    this.onSelect = select;
    this.onBefore = before;
    this.onClose = close;
    this.all = [];
    this.selected = null;
    this.list = element("div", { role: "tablist", "aria-label": "Queries", keydown: (event) => this.move(event) });
    const add = element("button", { type: "button", class: "quiet", click: () => this.add() }, "New tab");
    this.root = element("div", { class: "query-tabs" }, this.list, add);
  }

  restore(first) {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEPT));
    } catch {
      // No storage, or something else in it: begin anew.
    }
    const tabs = Array.isArray(kept?.tabs) ? kept.tabs.filter(isTab) : [];
    for (const { title, query } of tabs.length > 0 ? tabs : [first]) this.make(title, query);
    this.select(this.all[kept?.selected] ?? this.all[0]);
  }

  make(given, query) {
    const number = 1 + Math.max(0, ...this.all.map((tab) => tab.number));
    const title = given || `Query ${number}`;
    const button = element("button", {
      type: "button",
      role: "tab",
      id: `tab-${number}`,
      "aria-controls": this.panel,
      click: () => this.select(tab),
    });
    const tab = { number, title, query, button };
    button.textContent = shortened(title);
    button.title = title;
    this.all.push(tab);
    this.list.append(button);
    return tab;
  }

  add() {
    this.select(this.make("", ""));
  }

  // The tab that has a query already, else a new one.
  openWith({ title, query }) {
    this.onBefore();
    this.select(this.all.find((tab) => tab.query === query) ?? this.make(title, query));
  }

  select(tab) {
    if (this.selected !== null && this.all.includes(this.selected)) this.onBefore();
    this.selected = tab;
    for (const { button } of this.all) {
      button.setAttribute("aria-selected", String(button === tab.button));
      button.tabIndex = button === tab.button ? 0 : -1;
    }
    tab.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.onSelect(tab);
    this.store();
  }

  closeSelected() {
    const position = this.all.indexOf(this.selected);
    this.all.splice(position, 1);
    this.selected.button.remove();
    this.onClose(this.selected);
    if (this.all.length === 0) this.make("", this.example);
    this.select(this.all[Math.min(position, this.all.length - 1)]);
    this.selected.button.focus();
  }

  setQuery(tab, query) {
    tab.query = query;
    this.store();
  }

  move(event) {
    const position = this.all.indexOf(this.selected);
    const to = { ArrowRight: position + 1, ArrowLeft: position - 1, Home: 0, End: this.all.length - 1 }[event.key];
    if (event.key === "Delete") this.closeSelected();
    else if (to !== undefined) {
      this.select(this.all.at(to % this.all.length));
      this.selected.button.focus();
    } else return;
    event.preventDefault();
  }

  store() {
    const tabs = this.all.map(({ title, query }) => ({ title, query }));
    try {
      localStorage.setItem(KEPT, JSON.stringify({ tabs, selected: this.all.indexOf(this.selected) }));
    } catch {
      // The browser keeps nothing: the tabs last as long as the page.
    }
  }
}

function isTab(tab) {
  return typeof tab?.title === "string" && typeof tab?.query === "string";
}

function shortened(title) {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
}
