// Neighbours and nearest paths, both over what is shown; and what was put away by hand.
const DEPTHS = [1, 2, 3];

// What is one shown tie away, by number.
function neighboursOf(id) {
  const ends = tiesOf(id).filter((tie) => shown.ties[tie]).map((tie) => otherEnd(data.ties[tie], id));
  return [...new Set(ends)].sort((a, b) => a - b);
}

// A nearest path breadth first (Moore 1959), and how many are as short, counted by the things that
// they pass. Of several the one whose things come first in the page's list; null without any.
function nearest(from, to) {
  if (!shown.nodes[from] || !shown.nodes[to]) return null;
  const far = new Map([[to, 0]]), ways = new Map([[to, 1]]), queue = [to];
  for (const at of queue) for (const next of neighboursOf(at)) {
    if (!far.has(next)) { far.set(next, far.get(at) + 1); ways.set(next, 0); queue.push(next); }
    if (far.get(next) === far.get(at) + 1) ways.set(next, ways.get(next) + ways.get(at));
  }
  if (!far.has(from)) return null;
  const path = [from];
  while (path[path.length - 1] !== to) {
    const at = path[path.length - 1];
    path.push(neighboursOf(at).find((next) => far.get(next) === far.get(at) - 1));
  }
  return { path, ways: ways.get(from) };
}

// The shown ties between two things that stand beside one another on a path.
function tiesBetween(a, b) {
  return tiesOf(a).filter((tie) => shown.ties[tie] && otherEnd(data.ties[tie], a) === b);
}

function tieButton(a, b) {
  const ties = tiesBetween(a, b), first = data.ties[ties[0]], span = spanOf(first);
  return el("button", { type: "button", click: () => select("line", lineOf(first), true) }, named(first.kind),
    span ? ` (${span})` : "", ties.length > 1 ? `, and ${counted(ties.length - 1, "more tie")}` : "");
}

// A – tie – B – tie – C, each to be opened.
function wayOf(path) {
  return path.flatMap((id, at) => (at ? [" – ", tieButton(path[at - 1], id), " – ", nodeButton(id)] : [nodeButton(id)]));
}

function pathSentence(from, to, found) {
  const name = (id) => named(data.nodes[id].label);
  if (to === undefined) return ["Path from ", name(from), ": now choose another thing, on the map, in the table or by its name."];
  if (!found) return ["There is no path between ", name(from), " and ", name(to), " among what is shown."];
  return ["Nearest path between ", name(from), " and ", name(to), `: ${counted(found.path.length - 1, "step")}`,
    found.ways > 1 ? `, one of ${found.ways} that are as short.` : ", the only one as short."];
}

function writePath() {
  const box = byId("path"), [from, to] = state.path || [];
  const found = to === undefined ? null : nearest(from, to), path = found ? found.path : [];
  box.hidden = state.path === null;
  if (state.path) box.querySelector("[role=status]").replaceChildren(...pathSentence(from, to, found));
  box.querySelector(".way").replaceChildren(...wayOf(path));
  if (found) whenSeen(() => goTo(path.map(shownAs)));
  mark(path, path.slice(1).map((id, at) => lineOf(data.ties[tiesBetween(path[at], id)[0]])));
}

// A path whose end is awaited ends at the next thing that is chosen.
function endPath() {
  const chosen = state.chosen;
  if (!state.path || state.path.length > 1 || !chosen || chosen.kind !== "node") return;
  if (!isFold(chosen.id) && chosen.id !== state.path[0]) change({ path: [state.path[0], chosen.id] });
}

function putAway(ids) {
  change({ hidden: [...new Set([...state.hidden, ...ids])].sort((a, b) => a - b) });
}

function bringBack(ids) {
  change({ hidden: state.hidden.filter((id) => !ids.includes(id)) });
}

function isNear(id, depth) {
  return Boolean(state.near) && state.near.id === id && state.near.depth === depth;
}

// The buttons for one thing, each with what it says now and whether it is pressed, or not there.
function neighbourActs(id) {
  const hidden = () => [...new Set(tiesOf(id).map((tie) => otherEnd(data.ties[tie], id)))].filter((other) => state.hidden.includes(other));
  const away = () => state.hidden.includes(id);
  return [
    ...DEPTHS.map((depth) => ({
      words: () => (depth === 1 ? "Only its neighbours" : `Up to ${depth} ties away`), pressed: () => isNear(id, depth), there: () => !away(),
      act: () => change({ near: isNear(id, depth) ? null : { id, depth } }),
    })),
    { words: () => (away() ? "Show it again" : "Hide it"), there: () => true, act: () => (away() ? bringBack : putAway)([id]) },
    { words: () => `Hide its neighbours (${neighboursOf(id).length})`, there: () => neighboursOf(id).length > 0, act: () => putAway(neighboursOf(id)) },
    { words: () => `Show its hidden neighbours (${hidden().length})`, there: () => hidden().length > 0, act: () => bringBack(hidden()) },
    { words: () => "Path from here", pressed: () => Boolean(state.path) && state.path[0] === id, there: () => !away(),
      act: () => change({ path: state.path && state.path[0] === id ? null : [id] }) },
  ];
}

// For the panel: a thing's buttons. They stay and say what they do now, so the focus stays too.
let refreshActs = () => {};
function neighbourControls(id) {
  const acts = neighbourActs(id).map((one) => ({ ...one, button: el("button", { type: "button", class: "fold", click: one.act }) }));
  const away = el("p", { class: "away" }, "Not drawn now: your choices leave it out.");
  refreshActs = () => {
    away.hidden = shown.nodes[id];
    acts.forEach(({ button, words, pressed, there }) => {
      button.textContent = words();
      button.hidden = !there();
      if (pressed) button.setAttribute("aria-pressed", String(pressed()));
    });
  };
  refreshActs();
  return [away, el("div", { class: "neighbours", role: "group", "aria-label": "Neighbours and paths" }, acts.map((one) => one.button))];
}

function writePutAway() {
  const box = byId("put-away");
  box.hidden = !state.hidden.length;
  box.querySelector("summary").textContent = `${counted(state.hidden.length, "thing")} hidden by hand`;
  box.querySelector("ul").replaceChildren(...state.hidden.map((id, at) => el("li", {},
    el("button", { type: "button", click: () => { bringBack([id]); focusNear([...box.querySelectorAll("li button")], at); } },
      "Show ", named(data.nodes[id].label), " again"))));
}

byId("path-end").addEventListener("click", () => { change({ path: null }); byId("find").focus(); });
onChange((names) => {
  if (names.includes("chosen")) endPath();
  if (names.includes("near") && state.near) whenSeen(() => goTo([...present]));
  if (names.some((name) => !["view", "colour", "chosen"].includes(name))) writePath();
  if (names.includes("hidden")) writePutAway();
  refreshActs();
});
