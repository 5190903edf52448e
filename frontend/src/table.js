// Rows as a table that can be sorted.

import { element, number } from "./page.js";

const AT_ONCE = 100;
const NUMERIC = /#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|long|int)$/;

export const isNumber = (term) => term !== undefined && NUMERIC.test(term.datatype ?? "") && term.value.trim() !== "";

// A column of numbers, and of nothing else where it has a value: its heading stands above the numbers.
function isNumeric(column, rows) {
  const terms = rows.map((row) => row[column]).filter((term) => term !== undefined);
  return terms.length > 0 && terms.every(isNumber);
}

export function drawTable({ columns, rows }, terms) {
  if (rows.length === 0) return element("p", { class: "empty" }, "No rows: nothing in the release fits the query.");
  let order = { column: null, down: false };
  let shown = AT_ONCE;
  const body = element("tbody");
  const more = element("p", { class: "more" });
  const headings = columns.map((column) =>
    element(
      "th",
      { scope: "col", class: isNumeric(column, rows) ? "number" : undefined },
      element("button", { type: "button", click: () => sort(column) }, column),
    ),
  );

  function sort(column) {
    order = { column, down: order.column === column && !order.down };
    fill();
  }

  function sorted() {
    if (order.column === null) return rows;
    const found = [...rows].sort((one, other) => compare(one[order.column], other[order.column]));
    return order.down ? found.reverse() : found;
  }

  function fill() {
    const wanted = sorted().slice(0, shown);
    body.replaceChildren(...wanted.map((row) => drawRow(columns, row, terms)));
    headings.forEach((heading, position) => {
      if (columns[position] !== order.column) heading.removeAttribute("aria-sort");
      else heading.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    });
    const left = rows.length - wanted.length;
    more.replaceChildren();
    if (left > 0) more.append(element("button", { type: "button", click: showMore }, `Show more (${number(left)} are left)`));
  }

  function showMore() {
    const before = shown;
    shown += 5 * AT_ONCE;
    fill();
    const row = body.children[before];
    row.tabIndex = -1;
    row.focus();
  }

  fill();
  const table = element("table", { class: "rows" }, element("thead", {}, element("tr", {}, headings)), body);
  return element(
    "div",
    {},
    element("div", { class: "scroll", role: "region", "aria-label": "Rows of the answer", tabindex: "0" }, table),
    more,
  );
}

function drawRow(columns, row, terms) {
  return element(
    "tr",
    {},
    columns.map((column) => {
      const term = row[column];
      return element("td", { class: isNumber(term) ? "number" : undefined }, term === undefined ? "" : drawTerm(term, terms));
    }),
  );
}

export function drawTerm(term, terms) {
  if (term.type === "uri") return drawIri(term.value, terms);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return JSON.stringify(term.value);
  const language = term["xml:lang"];
  if (!language || language === "en") return term.value;
  return element("span", { lang: language, dir: "auto" }, term.value);
}

// Only addresses of the web are links: an IRI of another scheme could run a script.
function drawIri(iri, terms) {
  const name = terms.shortened(iri);
  return /^https?:\/\//.test(iri) ? element("a", { href: terms.place(iri), title: iri }, name) : name;
}

function compare(one, other) {
  if (one === undefined || other === undefined) return (one !== undefined) - (other !== undefined);
  if (isNumber(one) && isNumber(other)) return Number(one.value) - Number(other.value);
  return one.value.localeCompare(other.value, "en", { numeric: true });
}
