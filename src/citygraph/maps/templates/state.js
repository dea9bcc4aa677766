// What the reader has chosen, and what is shown by it. Every control changes `state` through
// `change`, which works out anew what is shown and tells all who listen; nothing else holds choices.
const known = data.ties.flatMap((tie) => tie.spans.flat()).filter((year) => year !== null);
const YEARS = known.length ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))] : null;

const state = {
  view: "network", // or "world" or "table"
  colour: "kind", // or "community"
  first: YEARS ? YEARS[0] : null,
  last: YEARS ? YEARS[1] : null,
  undated: true, // whether ties without any date are shown
  only: {}, // by facet: the values wanted, as a list; no list, or an empty one, asks nothing
  hidden: [], // things put away by hand
  near: null, // { id, depth }: only what lies so many ties away from one thing
  path: null, // [from, to]: the ends of a nearest path that is marked; [from] while its end is awaited
  chosen: null, // { kind: "node" or "line", id }
};
const START = JSON.stringify(state);

const sourcesOfTie = new Map();
function sourceIdsOf(id) {
  if (!sourcesOfTie.has(id)) {
    const all = data.ties[id].claims.flatMap((claim) => (claimRow(claim)[6] || []).map(([source]) => source));
    sourcesOfTie.set(id, [...new Set(all)].filter((source) => source >= 0));
  }
  return sourcesOfTie.get(id);
}

// What ties can be filtered by: each facet gives the values that a tie has. A tie that has several
// passes by one; of types, both its ends must pass; of regions, all ends that have one, and one has.
// `own` gives a thing's value where the facet is about things.
const facets = [
  { name: "type", label: "Type of thing", own: kindOf, values: (tie) => [kindOf(tie.from), kindOf(tie.to)], all: true },
  { name: "region", label: "Region of the world", own: regionOf, values: (tie) => [tie.from, tie.to].map(regionOf).filter(Boolean), all: true },
  { name: "tie", label: "What ties them", values: (tie) => [tie.kind[0]] },
  { name: "theme", label: "Theme", values: (tie) => tie.themes },
  { name: "role", label: "Role or standing", values: (tie) => tie.roles },
  { name: "sourceKind", label: "Kind of source", values: (tie, id) => sourceIdsOf(id).map((at) => data.sources[at].kind[0] || "kind not given") },
  { name: "source", label: "Source", values: (tie, id) => sourceIdsOf(id).map((at) => data.sources[at].label[0]) },
];

function kindOf(id) {
  return data.kinds[data.nodes[id].kind][0];
}

function regionOf(id) {
  return data.nodes[id].region;
}

// The values of a tie, each once, kept when they were asked for.
const valuesKept = new Map(facets.map((facet) => [facet, []]));
function valuesOf(facet, id) {
  const kept = valuesKept.get(facet);
  if (!kept[id]) kept[id] = [...new Set(facet.values(data.ties[id], id))];
  return kept[id];
}

function passes(facet, wanted, id) {
  const has = valuesOf(facet, id);
  return facet.all ? has.length > 0 && has.every((value) => wanted.has(value)) : has.some((value) => wanted.has(value));
}

// The facets that ask something, with the values wanted.
function askedFacets() {
  return facets.map((facet) => [facet, new Set(state.only[facet.name] || [])]).filter(([, wanted]) => wanted.size);
}

function isUndated(tie) {
  return !tie.spans.length;
}

// Whether a tie may have held on a day of the chosen years: the widest reading of partial dates.
function inTime(tie) {
  if (isUndated(tie)) return state.undated;
  return YEARS === null || tie.spans.some(([first, last]) =>
    (first === null || first <= state.last) && (last === null || last >= state.first));
}

function isNarrowed() {
  return YEARS !== null && (state.first > YEARS[0] || state.last < YEARS[1]);
}

// What is shown now: by thing and by tie true or false, and how many ties each choice leaves out,
// each counted at the first choice that leaves it out.
let shown = null;
function workOut() {
  const asked = askedFacets(), put = new Set(state.hidden), left = { time: 0, filters: 0, hidden: 0, near: 0 };
  const ties = data.ties.map((tie, id) => {
    if (!inTime(tie)) left.time += 1;
    else if (!asked.every(([facet, wanted]) => passes(facet, wanted, id))) left.filters += 1;
    else if (put.has(tie.from) || put.has(tie.to)) left.hidden += 1;
    else return true;
    return false;
  });
  const reached = state.near ? within(ties, state.near.id, state.near.depth) : null;
  if (reached) data.ties.forEach((tie, id) => {
    if (ties[id] && !(reached.has(tie.from) && reached.has(tie.to))) { ties[id] = false; left.near += 1; }
  });
  const nodes = thingsShown(ties, asked, put, reached);
  const restricted = left.time + left.filters + left.hidden + left.near > 0 || nodes.includes(false);
  const count = (list) => list.reduce((sum, one) => sum + one, 0);
  shown = { ties, nodes, left, restricted, tieCount: count(ties), nodeCount: count(nodes) };
}

// By thing, whether it is shown. Choices of things (type, region, by hand, near) keep those that
// they name, tied or not; choices of ties (years, the other facets) leave out what has no tie left
// by them. A thing without a region is shown with a region's things that it is tied to.
function thingsShown(ties, asked, put, reached) {
  const ofTies = asked.filter(([facet]) => !facet.own), ofThings = asked.filter(([facet]) => facet.own);
  const narrowed = ofTies.length > 0 || isNarrowed() || !state.undated;
  const tied = narrowed ? endsOf((tie, id) => inTime(tie) && ofTies.every(([facet, wanted]) => passes(facet, wanted, id))) : null;
  const ends = endsOf((_, id) => ties[id]);
  const fits = (id) => ofThings.every(([facet, wanted]) => (facet.own(id) ? wanted.has(facet.own(id)) : ends.has(id)));
  return data.nodes.map((_, id) => !put.has(id) && (!tied || tied.has(id)) && (!reached || reached.has(id)) && fits(id));
}

// The things that such ties end at.
function endsOf(holds) {
  return new Set(data.ties.flatMap((tie, id) => (holds(tie, id) ? [tie.from, tie.to] : [])));
}

// The ties of each thing, by their numbers.
const tiesAt = data.nodes.map(() => []);
data.ties.forEach((tie, id) => { tiesAt[tie.from].push(id); tiesAt[tie.to].push(id); });
function tiesOf(id) {
  return tiesAt[id];
}

function otherEnd(tie, id) {
  return tie.from === id ? tie.to : tie.from;
}

// The things at most so many shown ties away from one.
function within(ties, id, depth) {
  const reached = new Set([id]);
  let edge = [id];
  for (let step = 0; step < depth; step += 1) {
    edge = edge.flatMap((at) => tiesOf(at).filter((tie) => ties[tie]).map((tie) => otherEnd(data.ties[tie], at)))
      .filter((at) => !reached.has(at) && reached.add(at));
  }
  return reached;
}

const listeners = [];
// `hears` is called with the names of what changed, after it was worked out what is shown.
function onChange(hears) {
  listeners.push(hears);
}

function change(patch) {
  Object.assign(state, patch);
  const names = Object.keys(patch);
  if (names.some((name) => !["view", "colour", "path", "chosen"].includes(name))) workOut();
  listeners.forEach((hears) => hears(names));
}
workOut();
