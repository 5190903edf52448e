// The classes, properties and prefixes of the release, as its VoID description counts them, and its saved queries.

const LOCAL_NAME = /^[A-Za-z_][\w-]*$/;

export class Terms {
  constructor({ completions, base, root }) {
    this.base = base;
    this.root = root;
    this.prefixes = {};
    this.classes = [];
    this.properties = [];
    this.queries = [];
    this.loaded = fetch(completions)
      .then((response) => (response.ok ? response.json() : {}))
      .then((told) => Object.assign(this, told))
      .catch(() => undefined);
  }

  saved(name) {
    return this.queries.find((query) => query.name === name);
  }

  // An IRI by the longest namespace that it begins with; null where there is none.
  curie(iri, prefixes = this.prefixes) {
    let found = null;
    for (const [prefix, namespace] of Object.entries(prefixes)) {
      if (iri.startsWith(namespace) && (found === null || namespace.length > prefixes[found].length)) found = prefix;
    }
    const local = found === null ? "" : iri.slice(prefixes[found].length);
    return LOCAL_NAME.test(local) ? `${found}:${local}` : null;
  }

  // An IRI for people: our own by its path, others by their prefix.
  shortened(iri) {
    return this.curie(iri) ?? (iri.startsWith(this.base) ? iri.slice(this.base.length) : iri);
  }

  // Where the page about a thing is: our own things are on this server.
  place(iri) {
    return iri.startsWith(this.base) ? this.root + iri.slice(this.base.length) : iri;
  }
}
