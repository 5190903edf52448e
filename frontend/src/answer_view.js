// What the endpoint answered: as a table or a chart, as a graph, as yes or no, or what went wrong.

import { Chart, chartable } from "./chart.js";
import { element, saveAs } from "./page.js";
import { drawTable } from "./table.js";

export class AnswerView {
  constructor(terms, { rerun, csv }) {
    this.terms = terms;
    this.rerun = rerun;
    this.csv = csv;
    this.view = "table";
    this.root = element("section", { class: "answer", "aria-label": "Answer" });
  }

  show(answer) {
    this.answer = answer;
    this.root.replaceChildren();
    if (answer !== null) this.root.append(...this.draw(answer));
  }

  draw(answer) {
    switch (answer.kind) {
      case "rows":
        return [this.tools(answer), this.view === "chart" ? this.chart(answer) : drawTable(answer, this.terms)];
      case "page":
        return [answer.tabular ? this.tools(answer) : "", ...answer.nodes];
      case "boolean":
        return [element("p", { class: "boolean" }, answer.value ? "Yes" : "No")];
      case "graph":
        return [
          element("div", { class: "answer-tools" }, this.turtle(answer)),
          element("pre", { class: "turtle", tabindex: "0", "aria-label": "The graph as Turtle" }, answer.text),
        ];
      default:
        return [problemBox(answer)];
    }
  }

  tools(answer) {
    const views = ["table", "chart"].map((view) =>
      element(
        "button",
        { type: "button", "aria-pressed": String(view === this.view), click: () => this.turn(view) },
        view === "table" ? "Table" : "Chart",
      ),
    );
    const csv = element("button", { type: "button", click: () => this.csv(answer.query) }, "Download CSV");
    return element(
      "div",
      { class: "answer-tools" },
      element("div", { role: "group", "aria-label": "Show as", class: "views" }, views),
      csv,
    );
  }

  // The server's own table has no rows for a chart: they are asked for.
  turn(view) {
    this.view = view;
    if (this.answer.kind === "page") this.rerun();
    else this.show(this.answer);
    this.root.querySelector("[aria-pressed=true]")?.focus();
  }

  chart(answer) {
    if (chartable(answer)) return new Chart(answer, this.terms).root;
    return element("p", {}, "A chart needs a column of numbers, and this answer has none. Try COUNT and GROUP BY.");
  }

  turtle(answer) {
    const save = () => saveAs("answer.ttl", new Blob([answer.text], { type: "text/turtle" }));
    return element("button", { type: "button", click: save }, "Download Turtle");
  }
}

function problemBox({ title, detail, hint, line, column }) {
  const place = Number.isInteger(line) ? ` (line ${line}${Number.isInteger(column) ? `, column ${column}` : ""})` : "";
  return element(
    "div",
    { class: "problem-box", role: "alert" },
    element("p", {}, element("strong", {}, title + place)),
    detail ? element("p", { class: "detail" }, detail) : "",
    hint ? element("p", {}, hint) : "",
  );
}
