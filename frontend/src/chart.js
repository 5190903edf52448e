// Rows as bars: one column says what each bar is, another how long it is. Each bar has its words and its number, so
// that the chart can be read without seeing it.

import { element, number } from "./page.js";
import { isNumber } from "./table.js";

const MOST = 60;

export function chartable({ columns, rows }) {
  return columns.some((column) => rows.some((row) => isNumber(row[column])));
}

export class Chart {
  constructor({ columns, rows }, terms) {
    this.rows = rows;
    this.terms = terms;
    const numeric = columns.filter((column) => rows.some((row) => isNumber(row[column])));
    const others = columns.filter((column) => !numeric.includes(column));
    this.value = choice("Length of a bar", numeric, numeric.at(-1), () => this.fill());
    const names = others.length > 0 ? others : columns;
    this.name = choice("Name of a bar", columns, names[0], () => this.fill());
    this.bars = element("ol", { class: "bars" });
    this.note = element("p");
    this.root = element("div", { class: "chart" }, element("div", { class: "choices" }, this.name, this.value), this.bars, this.note);
    this.fill();
  }

  fill() {
    const [name, value] = [this.name, this.value].map((label) => label.querySelector("select").value);
    const rows = this.rows.filter((row) => isNumber(row[value]));
    const longest = Math.max(...rows.map((row) => Math.abs(Number(row[value].value))), Number.MIN_VALUE);
    this.bars.replaceChildren(...rows.slice(0, MOST).map((row) => this.bar(row[name], row[value], longest)));
    this.note.textContent = rows.length > MOST ? `The first ${MOST} of ${number(rows.length)} rows.` : "";
  }

  bar(name, value, longest) {
    const length = Number(value.value);
    const words = name === undefined ? "" : name.type === "uri" ? this.terms.shortened(name.value) : name.value;
    const line = element("span", { class: length < 0 ? "bar below" : "bar" });
    line.style.width = `${(100 * Math.abs(length)) / longest}%`;
    return element(
      "li",
      {},
      element("span", { class: "bar-name", title: words }, words),
      element("span", { class: "bar-track" }, line, element("span", { class: "bar-value" }, value.value)),
    );
  }
}

function choice(label, columns, selected, change) {
  const options = columns.map((column) => element("option", { selected: column === selected }, column));
  return element("label", {}, `${label} `, element("select", { change }, options));
}
