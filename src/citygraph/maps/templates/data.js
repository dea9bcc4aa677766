"use strict";
// The page's data, unpacked: data.py writes rows, whose fields are named here.
const packed = JSON.parse(document.getElementById("data").textContent);
const texts = packed.texts.map((text) => (typeof text === "string" ? [text, "en"] : text));
const text = (at) => texts[at];
const words = (at) => texts[at][0];

function drawn([x, y, size, ...lines], label) {
  return { x, y, size, lines: lines.length ? lines : [label[0]] };
}

const data = {
  shapes: packed.shapes,
  nodes: packed.nodes.map(([iri, kind, type, label, names, also, same, unheld, claims, ...rest]) => ({
    iri: packed.base + iri, kind, type: text(type), label: text(label), names: names.map(text), also: also.map(text),
    same, unheld: Boolean(unheld), claims, ...drawn(rest, text(label)),
  })),
  ties: packed.ties.map(([from, to, kind, date, actual, derived, ...claims]) => ({
    from, to, kind: text(kind), date: words(date), actual: Boolean(actual), derived: Boolean(derived), claims,
  })),
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
  const [kind, sentence, composed, modality, actual, roles = [], evidence = [], refined = [], rivals = []] = packed.claims[id];
  const value = (at) => (at < 0 ? { text: text(-1 - at), node: -1 } : { text: data.nodes[at].label, node: at });
  return { kind: text(kind), sentence: text(sentence), composed: Boolean(composed), modality: text(modality),
    actual: Boolean(actual), roles: roles.map(([label, ...values]) => [text(label), values.map(value)]),
    evidence: evidence.map(evidenceAt), refined, rivals };
}
