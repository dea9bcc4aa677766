"use strict";
// The page's data, unpacked: data.py writes rows, whose fields are named here.
const packed = JSON.parse(document.getElementById("data").textContent);
const texts = packed.texts.map((text) => (typeof text === "string" ? [text, "en"] : text));
const text = (at) => texts[at];
const words = (at) => texts[at][0];

function drawn([x, y, size, ...lines], label) {
  return { x, y, size, lines: lines.length ? lines : [label[0]] };
}

// The spans of years of a tie, and the first and last of all; null where a side has no bound.
function spansOf(years) {
  const spans = years.filter((_, at) => at % 2 === 0).map((first, at) => [first, years[2 * at + 1]]);
  const outer = (at, choose) => {
    const ends = spans.map((span) => span[at]);
    return ends.length && !ends.includes(null) ? choose(...ends) : null;
  };
  return { spans, first: outer(0, Math.min), last: outer(1, Math.max) };
}

const data = {
  shapes: packed.shapes, kinds: packed.kinds,
  nodes: packed.nodes.map(([iri, kind, type, label, names, also, same, unheld, claims, region, host, value, community, place, ...rest]) => ({
    iri: packed.base + iri, kind, type: text(type), label: text(label), names: names.map(text), also: also.map(text),
    same, unheld: Boolean(unheld), claims, region: words(region), host: Boolean(host), value, community,
    place: place.length ? { x: place[0], y: place[1] } : null, ...drawn(rest, text(label)),
  })),
  ties: packed.ties.map(([from, to, kind, date, actual, derived, via, years, roles, themes, ...claims]) => ({
    from, to, kind: text(kind), date: words(date), actual: Boolean(actual), derived: Boolean(derived), via: words(via),
    ...spansOf(years), roles: roles.map(words), themes: themes.map(words), claims,
  })),
  modes: packed.modes, measure: packed.measure, title: packed.title, version: packed.version, land: packed.land,
  sources: packed.sources.map(([label, kind, title, publisher, issued, language, terms, url]) => ({
    label: text(label), kind: text(kind), title: text(title), publisher: text(publisher),
    issued: words(issued), language: words(language), terms: words(terms), url,
  })),
};

// Folded groups: they are called by numbers that follow those of the things.
const folds = packed.folds.map(([kind, label, members, radius, ...rest], at) => ({
  id: data.nodes.length + at, kind, label: text(label), members, radius, open: false, ...drawn(rest, text(label)),
}));
const items = [...data.nodes, ...folds];

function evidenceAt([source, basis, asOf, place, inferred = [], [start = null, end = null] = [], [quote] = []]) {
  return { source, basis: text(basis), asOf: words(asOf), place: words(place), inferred: inferred.map(words),
    start, end, quote: quote === undefined ? "" : words(quote) };
}

// Claims are most of the data and few are read: each is unpacked when it is.
function claimAt(id) {
  const [kind, sentence, composed, modality, flags, roles = [], evidence = [], refined = [], rivals = []] = packed.claims[id];
  const value = (at) => (at < 0 ? { text: text(-1 - at), node: -1 } : { text: data.nodes[at].label, node: at });
  return { iri: packed.claimBase + packed.claimIris[id], kind: text(kind), sentence: text(sentence), composed: Boolean(composed), modality: text(modality),
    actual: Boolean(flags & 1), isFact: Boolean(flags & 2), roles: roles.map(([label, ...values]) => [text(label), values.map(value)]),
    evidence: evidence.map(evidenceAt), refined, rivals };
}
