// Completion of classes, properties and prefixes from the release itself; nothing is asked of any other host.

import Yasqe from "@zazuko/yasqe";

import { element, number } from "./page.js";

const MOST = 60;
const { class: classCompleter, property: propertyCompleter, prefixes: prefixCompleter } = Yasqe.Autocompleters;

export function registerCompleters(terms) {
  Yasqe.forkAutocompleter("class", termCompleter("gcm-classes", classCompleter, terms, () => terms.classes), false);
  Yasqe.forkAutocompleter(
    "property",
    termCompleter("gcm-properties", propertyCompleter, terms, (yasqe) => byUse(terms, yasqe.getValue())),
    false,
  );
  Yasqe.forkAutocompleter(
    "prefixes",
    {
      ...prefixCompleter,
      name: "gcm-prefixes",
      persistenceId: null,
      bulk: false,
      get: async (_yasqe, token) => {
        await terms.loaded;
        const typed = token?.autocompletionString ?? token?.string ?? "";
        return Object.entries(terms.prefixes)
          .map(([prefix, namespace]) => `${prefix}: <${namespace}>`)
          .filter((declaration) => declaration.startsWith(typed.trim()));
      },
    },
    false,
  );
  return ["gcm-prefixes", "gcm-classes", "gcm-properties", "variables"];
}

function termCompleter(name, parent, terms, candidates) {
  return {
    ...parent,
    name,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    preProcessToken: (yasqe, token) => {
      if (token.string.trim() !== "") return parent.preProcessToken(yasqe, token);
      const { ch } = yasqe.getDoc().getCursor();
      return { ...token, string: "", autocompletionString: "", from: { ch }, to: { ch } };
    },
    get: async (yasqe, token) => {
      await terms.loaded;
      return matching(candidates(yasqe), token, terms);
    },
    postProcessSuggestion: (yasqe, _token, iri) =>
      terms.curie(iri, yasqe.getPrefixesFromQuery()) ?? terms.curie(iri) ?? `<${iri}>`,
    postprocessHints: (_yasqe, hints) => hints.map((hint) => ({ ...hint, render: drawWith(candidates(_yasqe), terms) })),
  };
}

// Properties that the classes of the query have come first, by the VoID property partitions of the classes.
function byUse(terms, query) {
  const named = terms.classes.filter((one) => query.includes(terms.curie(one.iri) ?? one.iri));
  const fitting = new Set(named.flatMap((one) => one.properties));
  return [...terms.properties].sort((one, other) => fitting.has(other.iri) - fitting.has(one.iri));
}

// The IRIs that begin as typed, then those whose name or label has what was typed in it.
function matching(candidates, token, terms) {
  const typed = token.string.trim();
  const sought = (token.autocompletionString ?? typed).toLowerCase();
  const words = typed.replace(/^[\w-]*:|[<>]/g, "").toLowerCase();
  const [first, second] = [[], []];
  let whole = false; // a whole name is typed: only longer ones are of use
  for (const { iri, label } of candidates) {
    const curie = terms.curie(iri);
    if (curie === typed) whole = true;
    else if (iri.toLowerCase().startsWith(sought) || curie?.toLowerCase().startsWith(typed.toLowerCase())) first.push(iri);
    else if (words.length > 2 && `${curie ?? iri} ${label}`.toLowerCase().includes(words)) second.push(iri);
  }
  return [...first, ...(whole ? [] : second)].slice(0, MOST);
}

function drawWith(candidates, terms) {
  const known = new Map(candidates.map((term) => [terms.curie(term.iri) ?? `<${term.iri}>`, term]));
  return (place, _data, hint) => {
    const term = known.get(hint.text);
    place.append(hint.displayText);
    if (term) place.append(element("small", {}, ` ${term.label} · ${number(term.count)}`));
  };
}
