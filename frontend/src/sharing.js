// Links to a query.

const LONGEST = 8000; // servers refuse long request targets; a fragment is never sent

// `?query=` is answered by the server even without this script; a longer query goes into the fragment.
export function linkTo(page, query) {
  const parameter = new URLSearchParams({ query });
  const address = new URL(page, location.href);
  address.search = address.hash = "";
  return address.href + (parameter.toString().length > LONGEST ? "#" : "?") + parameter;
}

// The query of a fragment, `#query=…`; null where there is none. That of `?query=` the server writes into the form.
export function queryOfLink({ hash }) {
  return new URLSearchParams(hash.slice(1)).get("query");
}
