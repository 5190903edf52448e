// Ask the endpoint by the SPARQL 1.1 Protocol (section 2.1).

const LONGEST_GET = 4000; // a GET is answered from the server's cache; a longer query is sent in the body
const ANY_ANSWER = "application/sparql-results+json, text/turtle;q=0.9";

async function send(endpoint, query, accept, signal) {
  const parameter = new URLSearchParams({ query });
  const headers = { Accept: accept };
  if (parameter.toString().length > LONGEST_GET) {
    return fetch(endpoint, { method: "POST", body: parameter, headers, signal });
  }
  return fetch(`${endpoint}?${parameter}`, { headers, signal });
}

// The answer to a query, by its kind: rows, boolean, graph, problem or stopped.
export async function ask(endpoint, query, signal) {
  try {
    const response = await send(endpoint, query, ANY_ANSWER, signal);
    if (!response.ok) return await problem(response);
    if (!/json/.test(response.headers.get("Content-Type"))) return { kind: "graph", query, text: await response.text() };
    const answer = await response.json();
    if ("boolean" in answer) return { kind: "boolean", query, value: answer.boolean };
    return { kind: "rows", query, columns: answer.head.vars, rows: answer.results.bindings };
  } catch (error) {
    if (signal.aborted) return { kind: "stopped" };
    return unreachable(error);
  }
}

export async function csvOf(endpoint, query) {
  try {
    const response = await send(endpoint, query, "text/csv");
    return response.ok ? { kind: "csv", blob: await response.blob() } : await problem(response);
  } catch (error) {
    return unreachable(error);
  }
}

// RFC 9457 problem details, or what another server before ours said.
async function problem(response) {
  const text = await response.text();
  let told = {};
  try {
    told = JSON.parse(text);
  } catch {
    told = { detail: text.slice(0, 500) };
  }
  return { ...told, kind: "problem", title: told.title ?? `${response.status} ${response.statusText}` };
}

function unreachable(error) {
  return {
    kind: "problem",
    title: "The server did not answer",
    detail: error.message,
    hint: "See whether you are connected, then run the query again.",
  };
}
