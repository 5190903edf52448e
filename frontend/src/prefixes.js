// The endpoint knows the prefixes of the release: a query that uses one without declaring it is no error.

import Yasqe from "@zazuko/yasqe";

const MODE = "sparql11";

// While a token is read its prefix may be one of the release. What the query declares itself is kept apart: by that the
// editor tells which declaration it still has to write.
export function knowPrefixes(terms) {
  const parent = Yasqe.modes[MODE];
  Yasqe.defineMode(MODE, (...options) => {
    const mode = parent(...options);
    const token = (stream, state) => {
      state.prefixes = Object.assign(Object.create(terms.prefixes), state.prefixes);
      const style = mode.token(stream, state);
      state.prefixes = { ...state.prefixes };
      return style;
    };
    return { ...mode, token };
  });
}
