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
// Most ties have one span or none, and there are many ties.
const UNDATED = { spans: [], first: null, last: null };
function spansOf(years) {
  if (!years.length) return UNDATED;
  if (years.length === 2) return { spans: [years], first: years[0], last: years[1] };
  const spans = years.filter((_, at) => at % 2 === 0).map((first, at) => [first, years[2 * at + 1]]);
  const outer = (at, choose) => {
    const ends = spans.map((span) => span[at]);
    return ends.includes(null) ? null : choose(...ends);
  };
  return { spans, first: outer(0, Math.min), last: outer(1, Math.max) };
}

function tieOf([from, to, kind, date, actual, derived, via, years, roles, themes, ...claims]) {
  const { spans, first, last } = spansOf(years);
  return { from, to, kind: text(kind), date: words(date), actual: Boolean(actual), derived: Boolean(derived),
    via: words(via), spans, first, last, roles: roles.map(words), themes: themes.map(words), claims };
}

const data = {
  shapes: packed.shapes, kinds: packed.kinds,
  nodes: packed.nodes.map(([iri, kind, type, label, names, also, same, unheld, claims, region, host, value, community, place, ...rest]) => ({
    iri: packed.base + iri, kind, type: text(type), label: text(label), names: names.map(text), also: also.map(text),
    same, unheld: Boolean(unheld), claims, region: words(region), host: Boolean(host), value, community,
    place: place.length ? { x: place[0], y: place[1] } : null, ...drawn(rest, text(label)),
  })),
  ties: packed.ties.map(tieOf),
  modes: packed.modes, measure: packed.measure, directed: packed.directed, title: packed.title, version: packed.version, land: packed.land,
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

function valueText([words, lang]) {
  return [dateWords(words), lang];
}

// A language by its name in English; by its code where the browser knows none.
function languageName(code) {
  if (code === "mul") return "several languages";
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

function evidenceAt([source, basis, asOf, place, inferred = [], [start = null, end = null] = [], [quote] = []]) {
  return { source, basis: text(basis), asOf: words(asOf), place: words(place), inferred: inferred.map(words),
    start, end, quote: quote === undefined ? "" : words(quote) };
}

// Claims are most of the data and few are read: some are parsed together when one of them is needed,
// and each is unpacked when it is read.
const chunks = new Map();
function claimRow(id) {
  const at = Math.floor(id / packed.chunk);
  if (!chunks.has(at)) chunks.set(at, JSON.parse(packed.claims[at]));
  return chunks.get(at)[id % packed.chunk];
}

function claimAt(id) {
  const [kind, sentence, composed, modality, flags, roles = [], evidence = [], refined = [], rivals = []] = claimRow(id);
  const value = (at) => (at < 0 ? { text: valueText(text(-1 - at)), node: -1 } : { text: data.nodes[at].label, node: at });
  return { iri: packed.claimBase + packed.claimIris[id], kind: text(kind), sentence: text(sentence), composed: Boolean(composed), modality: text(modality),
    actual: Boolean(flags & 1), isFact: Boolean(flags & 2), roles: roles.map(([label, ...values]) => [text(label), values.map(value)]),
    evidence: evidence.map(evidenceAt), refined, rivals };
}
