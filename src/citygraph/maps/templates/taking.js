// Taking away: citations, tables, pictures.
const taken = document.getElementById("taken"), takenText = document.getElementById("taken-text");
const LETTER = 12.5, ROW = 15, MARGIN = 12;

// A text to be copied by hand, where the browser does not let a page copy or save.
function byHand(text, label) {
  const field = el("textarea", { readonly: "readonly", rows: "5", "aria-label": label });
  field.value = text;
  return field;
}

// Copies a text and says so in `status`; where that is not allowed, it stands selected in `beside`.
async function copy(text, status, beside) {
  beside.replaceChildren();
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Copied";
  } catch {
    const field = byHand(text, "Text to copy");
    beside.append(field);
    field.select();
    status.textContent = "This page may not copy. The text is selected here: copy it yourself.";
  }
}

function copying(label, write) {
  const status = el("span", { role: "status", class: "quiet" }), beside = el("div", {});
  return el("div", { class: "copying" }, el("button", { type: "button", class: "fold", click: () => copy(write(), status, beside) }, label), status, beside);
}

function placeOf(evidence) {
  if (evidence.start !== null) return `characters ${evidence.start}–${evidence.end}`;
  return evidence.place || "no place given";
}

// Where a claim stands, source by source.
function placesBySource(claim) {
  const ids = [...new Set(claim.evidence.map((place) => place.source))];
  return ids.map((id) => [id, claim.evidence.filter((place) => place.source === id)]);
}

// A plain fact: of what, which property, what it is. Every one is an AttributeClaim with these roles.
function factOf(claim) {
  const [of, what, is] = claim.roles.map(([, values]) => values);
  return claim.isFact && is ? { of: of[0], what: what[0].text, is } : null;
}

// What a claim says: a plain fact without a sentence of its own is told as one.
function saidOf(claim) {
  const fact = claim.composed ? factOf(claim) : null;
  return fact ? [`${fact.of.text[0]}, ${fact.what[0]}: ${fact.is.map((value) => value.text[0]).join(", ")}`, claim.sentence[1]] : claim.sentence;
}

// What a claim says, as the panel tells it; of one without a sentence the roles below say it all.
function sentenceOf(claim) {
  if (claim.composed && !factOf(claim)) return [el("p", { class: "quiet" }, "What the claim says, role by role:")];
  return [el("p", { class: "sentence" }, named(saidOf(claim))),
    ...(claim.composed ? [el("p", { class: "quiet" }, "(Put together from the claim’s roles.)")] : [])];
}

function citedSource([at, places]) {
  const source = data.sources[at];
  const where = places.map((place) => [placeOf(place), place.basis[0], place.inferred.length ? `inferred: ${place.inferred.join(" and ")}` : "",
    place.asOf ? `as of ${place.asOf}` : ""].filter(Boolean).join(", ")).join("; ");
  if (!source) return `a source that the graph does not describe, ${where}`;
  return [source.publisher[0] || "publisher not given", `“${source.title[0] || source.label[0]}”`, source.issued || "date not given",
    source.language ? `in ${languageName(source.language)}` : "", source.url, where].filter(Boolean).join(", ");
}

// Whom and what a claim names: its sentence alone may say "it" or "the city".
function rolesSaid(claim) {
  const roles = claim.roles.map(([label, values]) => `${label[0]}: ${values.map((value) => value.text[0]).join(", ")}`);
  return claim.composed || !roles.length ? "" : ` (${claim.kind[0]}: ${roles.join("; ")}.)`;
}

// A claim as plain text, to be quoted: what it says, who says so and where, which graph holds it.
function citation(id) {
  const claim = claimAt(id), sources = placesBySource(claim), said = saidOf(claim)[0].replace(/([^.!?…])$/, "$1.");
  const status = claim.actual || !claim.modality[0] ? "" : ` [${claim.modality[0]}]`;
  return `${said}${status}${rolesSaid(claim)} ${sources.length > 1 ? "Sources" : "Source"}: ${sources.map(citedSource).join(" | ") || "not given"}. `
    + `In: “${data.title}”, citygraph graph version ${data.version || "not given"}, claim ${claim.iri}`;
}

// One cell of CSV, by the rules of the package's own tables: text that a spreadsheet would take for
// a formula gets an apostrophe before it.
function csvCell(cell) {
  if (cell === null) return "";
  const text = typeof cell === "string" && /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// UTF-8 with a byte-order mark, without which Excel misreads letters beyond ASCII.
function csv(heads, rows) {
  return `\ufeff${[heads, ...rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("")}`;
}

function tiesCsv() {
  const heads = ["from", "from_iri", "tie", "shared_iri", "to", "to_iri", "date", "first_year", "last_year", "actual", "derived", "claims", "sources", "source_urls"];
  const cells = (tie, id) => {
    const sources = sourceIdsOf(id).map((at) => data.sources[at]), [from, to] = [data.nodes[tie.from], data.nodes[tie.to]];
    return [from.label[0], from.iri, tie.kind[0], tie.via, to.label[0], to.iri, tie.date, tie.first, tie.last, tie.actual, tie.derived,
      tie.claims.length, sources.map((source) => source.label[0]).join("; "), sources.map((source) => source.url).filter(Boolean).join(" ")];
  };
  return csv(heads, data.ties.map((tie, id) => (shown.ties[id] ? cells(tie, id) : null)).filter(Boolean));
}

function thingsCsv() {
  const heads = ["name", "iri", "type", "region", "ties", "community", "measure", "value"];
  const cells = (node, id) => [node.label[0], node.iri, node.type[0], node.region, tiesOf(id).filter((tie) => shown.ties[tie]).length,
    node.community || null, data.measure, node.value];
  return csv(heads, data.nodes.map((node, id) => (shown.nodes[id] ? cells(node, id) : null)).filter(Boolean));
}

// What the map's choices leave, in words.
function whatIsShown() {
  const asked = askedFacets().map(([facet, wanted]) => `${facet.label}: ${[...wanted].join(", ")}`);
  return [`${shown.nodeCount} of ${counted(data.nodes.length, "thing")} and ${shown.tieCount} of ${counted(data.ties.length, "tie")} are shown`,
    isNarrowed() ? `years ${state.first}–${state.last}` : "", state.undated ? "" : "without undated ties", ...asked,
    state.hidden.length ? `${counted(state.hidden.length, "thing")} hidden by hand` : "",
    state.near ? `at most ${counted(state.near.depth, "tie")} away from ${data.nodes[state.near.id].label[0]}` : ""].filter(Boolean).join("; ");
}

// A name for a file that every system takes, from the map's title.
function fileName(what) {
  const title = folded(data.title).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  return `citygraph-${title || "map"}${what}`;
}

// A frame may forbid downloads without a word to the page, so within one the thing itself is offered too.
function save(name, blob, instead) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  const framed = self !== top;
  taken.textContent = framed ? `${name}: if nothing was saved, the page around this map forbids it. Copy it from here.` : `Saved as ${name}`;
  takenText.replaceChildren(...(framed ? [instead()] : []));
}

function saveText(name, type, text) {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }), () => byHand(text.replace(/^\ufeff/, ""), name));
}

function svgEl(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  // XML has no way to write some characters.
  made.append(...children.map((child) => (typeof child === "string" ? child.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd") : child)));
  return made;
}

const fixed = (number) => Number(number.toFixed(2));
const through = (points) => points.map(([x, y]) => `${fixed(x)},${fixed(y)}`).join(" ");

function markOf({ id, x, y, size, shape, fill, stroke, strokeWidth, dashes, alpha }) {
  const look = { fill, stroke, "stroke-width": strokeWidth ?? 1.2, opacity: alpha ?? 1, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) };
  const name = svgEl("title", {}, items[id].label[0]), corners = CORNERS[shape];
  if (!corners) return svgEl("circle", { cx: fixed(x), cy: fixed(y), r: fixed(size), ...look }, name);
  return svgEl("polygon", { points: through(corners.map(([dx, dy]) => [x + dx * size, y + dy * size])), ...look }, name);
}

// Each row twice: its outline in the background's colour, then the letters.
function rowsOf(rows, x, y, attributes, outline) {
  return rows.flatMap((words, at) => {
    const spot = { x: fixed(x), y: fixed(y + at * ROW + 0.8 * LETTER), ...attributes };
    return [...(outline ? [svgEl("text", { ...spot, fill: "none", stroke: outline, "stroke-width": 3, "stroke-linejoin": "round", "aria-hidden": "true" }, words)] : []),
      svgEl("text", spot, words)];
  });
}

// A text in rows that are no wider than so many pixels; what is longer than eight rows ends in "…".
function inRows(text, width, font) {
  const pen = document.createElement("canvas").getContext("2d"), rows = [""];
  pen.font = font;
  for (const word of text.split(/\s+/)) {
    const joined = `${rows[rows.length - 1]} ${word}`.trim();
    if (pen.measureText(joined).width <= width) { rows[rows.length - 1] = joined; continue; }
    if (rows[rows.length - 1]) rows.push("");
    for (const letter of word) {
      if (pen.measureText(rows[rows.length - 1] + letter).width > width) rows.push("");
      rows[rows.length - 1] += letter;
    }
  }
  return rows.length > 8 ? [...rows.slice(0, 7), "…"] : rows;
}

function captionOf(width, top) {
  const look = { "font-family": "system-ui, sans-serif", "font-size": LETTER, fill: colour("ink") }, room = width - 2 * MARGIN;
  const title = inRows(data.title, room, `bold ${LETTER}px system-ui, sans-serif`);
  const told = inRows(`${whatIsShown()}. citygraph, graph version ${data.version || "not given"}.`, room, `${LETTER}px system-ui, sans-serif`);
  return { height: (title.length + told.length) * ROW + 2 * MARGIN,
    parts: [...rowsOf(title, MARGIN, top + MARGIN, { ...look, "font-weight": "bold" }), ...rowsOf(told, MARGIN, top + MARGIN + title.length * ROW, look)] };
}

function strokeOf(line) {
  const look = { fill: "none", stroke: line.colour, "stroke-width": fixed(line.width), "stroke-opacity": line.alpha ?? 1, ...(line.dashes ? { "stroke-dasharray": line.dashes.join(" ") } : {}) };
  const [from, to] = [`${fixed(line.x1)} ${fixed(line.y1)}`, `${fixed(line.x2)} ${fixed(line.y2)}`];
  return svgEl("path", { d: line.cx === undefined ? `M${from}L${to}` : `M${from}Q${fixed(line.cx)} ${fixed(line.cy)} ${to}`, ...look });
}

// The view as it is drawn now, with what it shows told under it.
function viewSvg() {
  const now = drawnNow(), { width, height } = now, caption = captionOf(width, height), whole = height + caption.height;
  const lettered = { "font-family": "system-ui, sans-serif", "font-size": LETTER, fill: colour("ink"), "text-anchor": "middle" };
  const clip = svgEl("clipPath", { id: "view" }, svgEl("rect", { width, height }));
  const parts = svgEl("g", { "clip-path": "url(#view)" },
    ...now.land.map((ring) => svgEl("polygon", { points: through(ring), fill: colour("land"), stroke: colour("rule"), "stroke-width": 0.5 })),
    ...now.rings.map(({ x, y, r }) => svgEl("circle", { cx: fixed(x), cy: fixed(y), r: fixed(r), fill: colour("sheet"), stroke: colour("line"), "stroke-width": 2 })),
    ...now.lines.map(strokeOf), ...now.nodes.map(markOf),
    ...now.nodes.filter(({ ring }) => ring).map(({ x, y, ring }) => svgEl("circle", { cx: fixed(x), cy: fixed(y), r: fixed(ring), fill: "none", stroke: now.ink, "stroke-width": 1.2 })),
    ...now.nodes.flatMap((node) => rowsOf(node.lines || [], node.labelX, node.labelY, lettered, now.background)));
  return svgEl("svg", { width, height: whole, viewBox: `0 0 ${width} ${whole}`, role: "img" },
    svgEl("title", {}, data.title), svgEl("desc", {}, `${whatIsShown()}. citygraph, graph version ${data.version || "not given"}.`),
    clip, svgEl("rect", { width, height: whole, fill: now.background }), parts, ...caption.parts);
}

function svgText() {
  return new XMLSerializer().serializeToString(viewSvg());
}

// The same picture in dots, two for each of the screen's.
function savePng() {
  const text = svgText(), image = new Image(), canvas = document.createElement("canvas"), failed = () => { taken.textContent = "This browser cannot make the picture; take the drawing (SVG)."; };
  image.addEventListener("error", failed);
  image.addEventListener("load", () => {
    Object.assign(canvas, { width: 2 * image.width, height: 2 * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => (blob ? save(fileName(".png"), blob, () => el("img", { src: canvas.toDataURL(), alt: "The view as a picture, to be saved from here" })) : failed()));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

const takes = {
  "take-png": savePng,
  "take-svg": () => saveText(fileName(".svg"), "image/svg+xml", svgText()),
  "take-ties": () => saveText(fileName("-ties.csv"), "text/csv", tiesCsv()),
  "take-things": () => saveText(fileName("-things.csv"), "text/csv", thingsCsv()),
  "take-link": () => copyLink(),
};
Object.entries(takes).forEach(([id, act]) => document.getElementById(id).addEventListener("click", act));
// The table view has no picture.
onChange(() => ["take-png", "take-svg"].forEach((id) => { document.getElementById(id).disabled = state.view === "table"; }));
