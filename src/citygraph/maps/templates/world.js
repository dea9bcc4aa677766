// The world view: the same things at their places on the land, in pixels of one size at any zoom.
const hasWorld = data.nodes.some((node) => node.place);
const hasCommunities = data.nodes.some((node) => node.community > 0);
// The part that all of the land but Antarctica lies in; how far arcs rise above a straight line.
const PART = { left: -1900, right: 1900, top: -960, bottom: 780 }, BEND = 0.18;

const rings = (data.land || []).map((ring) => {
  let x = 0, y = 0;
  const corners = [];
  for (let at = 0; at < ring.length; at += 2) corners.push([x += ring[at], y += ring[at + 1]]);
  return corners;
});
const land = new Path2D();
for (const corners of rings) {
  corners.forEach(([x, y], at) => (at ? land.lineTo(x, y) : land.moveTo(x, y)));
  land.closePath();
}

function landOnScreen() {
  return rings.map((corners) => corners.map(([x, y]) => Object.values(screenAt(x, y))));
}

// What "Whole map" shows: all places with a margin, of which a continent is the least.
function extentOfPlaces() {
  const spots = data.nodes.filter((node, id) => node.place && shown.nodes[id]).map((node) => node.place);
  if (!spots.length) return PART;
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const reach = (all, least) => {
    const [low, high] = all.reduce(([a, b], one) => [Math.min(a, one), Math.max(b, one)], [Infinity, -Infinity]);
    const margin = Math.max((high - low) * 0.1, (least - (high - low)) / 2);
    return [low - margin, high + margin];
  };
  const [[left, right], [top, bottom]] = [reach(xs, 500), reach(ys, 250)];
  return right - left > (PART.right - PART.left) / 2 ? PART : { left, right, top, bottom };
}

function wholeWorld() {
  const { left, right, top, bottom } = extentOfPlaces();
  const scale = Math.min(drawing.clientWidth / (right - left + 100), drawing.clientHeight / (bottom - top + 100));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

function worldRadius(id) {
  return (1.8 + items[id].size / 6) * (drawing.clientWidth < 600 ? 0.8 : 1);
}

// The middle corner of an arc, which rises towards the top of the page.
function bend(x1, y1, x2, y2) {
  const side = x2 >= x1 ? 1 : -1;
  return { cx: (x1 + x2) / 2 + side * (y2 - y1) * BEND, cy: (y1 + y2) / 2 - side * (x2 - x1) * BEND };
}

// Things at a spot of the screen, the nearest first.
function thingsAt(x, y, slack) {
  const scale = network.getScale();
  const far = ([id, spot]) => [id, Math.hypot(spot[0] - x, spot[1] - y)];
  return [...screenSpots()].map(far).filter(([id, distance]) => distance <= radiusOf(id, scale) + slack)
    .sort((a, b) => a[1] - b[1]).map(([id]) => id);
}

// The line nearest to a spot of the screen, if it is near.
function lineNear(x, y, slack) {
  const spots = screenSpots(), scale = network.getScale(), none = { lines: new Set() };
  let [found, nearest] = [null, slack];
  for (const stroke of strokes) {
    const [x1, y1] = spots.get(stroke.from), [x2, y2] = spots.get(stroke.to), room = slack + (inWorld() ? BEND * Math.hypot(x2 - x1, y2 - y1) : 0);
    if (x < Math.min(x1, x2) - room || x > Math.max(x1, x2) + room || y < Math.min(y1, y2) - room || y > Math.max(y1, y2) + room) continue;
    const distance = farFrom(lineOnScreen(stroke, [x1, y1], [x2, y2], scale, none), x, y);
    if (distance <= nearest) [found, nearest] = [stroke.id, distance];
  }
  return found;
}

function farFrom({ x1, y1, x2, y2, cx, cy }, x, y) {
  const steps = cx === undefined ? 1 : 12;
  const at = (t) => (cx === undefined ? [x1 + t * (x2 - x1), y1 + t * (y2 - y1)]
    : [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2]);
  let nearest = Infinity;
  for (let step = 0; step < steps; step += 1) {
    const [ax, ay] = at(step / steps), [bx, by] = at((step + 1) / steps), long = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = long ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long)) : 0;
    nearest = Math.min(nearest, Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y));
  }
  return nearest;
}

// Places that lie on one another: each is opened from a list.
function showPile(ids) {
  change({ chosen: null });
  panel.replaceChildren(
    el("h2", {}, `${counted(ids.length, "thing")} here`),
    el("p", { class: "quiet" }, "They lie on one another at this zoom."),
    el("ul", { class: "plain" }, ids.map(thingEntry)));
  panel.scrollTop = 0;
}

function thingEntry(id) {
  return el("li", {}, nodeButton(id), " ", el("span", { class: "quiet" }, named(data.nodes[id].type)));
}

// Things without a place are named below the drawing.
const unplaced = el("div", { id: "unplaced", class: "quiet", hidden: "hidden" });
document.getElementById("drawing").after(unplaced);
function sayUnplaced() {
  unplaced.hidden = !inWorld();
  if (!inWorld()) return;
  const ids = data.nodes.map((_, id) => id).filter((id) => shown.nodes[id] && !data.nodes[id].place);
  const away = data.ties.filter((tie, id) => shown.ties[id] && !isPlaced(tie)).length;
  const list = el("details", {}, el("summary", {}, "List them"));
  list.addEventListener("toggle", () => {
    if (list.open && !list.querySelector("ul")) list.append(el("ul", { class: "plain" }, ids.map(thingEntry)));
  });
  const words = ids.length ? `${ids.length} ${ids.length === 1 ? "thing has" : "things have"} no place` : "All things have a place";
  const ties = away ? `; ${counted(away, "tie")} not drawn here, since an end has no place` : "";
  unplaced.replaceChildren(el("p", { role: "status" }, `${words}${ties}.`), ...(ids.length ? [list] : []));
}

// Colours of communities, by their number: seven, then the same in another shape. Beyond all these
// the smallest share one look.
const HUES = 7, SHAPES = ["dot", "square", "triangle", "diamond", "hexagon", "star", "triangleDown"];
function lookOf(id) {
  const item = items[id];
  if (state.colour !== "community") return [data.shapes[item.kind], item.kind];
  const numbers = new Set(isFold(id) ? item.members.map((member) => data.nodes[member].community) : [item.community]);
  return numbers.size === 1 ? communityLook(...numbers) : ["dot", "other"];
}

function communityLook(number) {
  if (!number) return ["dot", "other"];
  const at = number - 1;
  return at < HUES * SHAPES.length ? [SHAPES[Math.floor(at / HUES)], `hue-${at % HUES}`] : ["dot", "post"];
}

// The legend says what is drawn now: kinds or communities, and on the world the host cities.
const legend = document.getElementById("legend"), ofKinds = [...legend.children];
const LISTED = 12;
function svgMark(shape, look, ringed) {
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const all = svg("svg", { class: `mark ${look}`, viewBox: "-12 -12 24 24", width: 20, height: 20, "aria-hidden": "true" });
  const size = ringed ? 6 : 8;
  all.append(CORNERS[shape] ? svg("polygon", { points: CORNERS[shape].map(([x, y]) => `${x * size},${y * size}`).join(" ") }) : svg("circle", { r: size }));
  if (ringed) all.append(svg("circle", { r: 10.5, class: "ring" }));
  return all;
}

function communityEntries() {
  const members = new Map(data.nodes.map(({ community }) => [community, []]));
  data.nodes.map((_, id) => id).sort((a, b) => tiesOf(b).length - tiesOf(a).length || a - b)
    .forEach((id) => members.get(data.nodes[id].community).push(id));
  const numbers = [...members.keys()].filter(Boolean).sort((a, b) => a - b);
  const entry = (number) => {
    const ids = members.get(number), [first, second] = ids.map((id) => named(data.nodes[id].label));
    const more = ids.length - 2;
    return el("li", {}, svgMark(...communityLook(number)), el("span", {}, first, second ? [", ", second] : [],
      more > 0 ? ` and ${more} more` : ""), " ", el("small", {}, String(ids.length)));
  };
  const rest = numbers.slice(LISTED), alone = members.get(0) || [];
  return [...numbers.slice(0, LISTED).map(entry),
    ...(rest.length ? [el("li", {}, el("details", {}, el("summary", {}, `Smaller communities: ${rest.length}`),
      el("ul", { class: "plain" }, rest.map(entry))))] : []),
    ...(alone.length ? [el("li", {}, svgMark(...communityLook(0)), "of no community ", el("small", {}, String(alone.length)))] : [])];
}

function writeLegend() {
  const communities = state.colour === "community" && hasCommunities;
  const host = inWorld() && data.nodes.some((node) => node.host && node.place)
    ? [el("li", {}, svgMark("square", "city", true), "city in which an event was held")] : [];
  const kept = ofKinds.filter((item) => !(communities && item.dataset.kind) && !(inWorld() && item.classList.contains("folding")));
  legend.replaceChildren(...(communities ? communityEntries() : []), ...kept, ...host);
}
