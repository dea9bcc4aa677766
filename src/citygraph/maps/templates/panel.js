// What stands beside the drawing. All words from the data go in through textContent, never as markup.
const panel = document.getElementById("panel");
const FEW = 8, MANY = 60;
// Brings the ties in the panel up to date with what is shown.
let refresh = () => {};

function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "click") made.addEventListener("click", value);
    else if (value !== "") made.setAttribute(key, value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== "") made.append(child);
  }
  return made;
}

// A name in an element of its own, so that its direction of writing stays inside.
function named([words, lang], attributes) {
  return el("bdi", { ...attributes, lang }, words);
}

function nodeButton(id) {
  return el("button", { type: "button", click: () => select("node", id, true) }, named(items[id].label));
}

function valueOf(value) {
  return value.node < 0 ? named(value.text) : nodeButton(value.node);
}

function sourceHead(source) {
  if (!source) return [el("p", {}, "The source is not described in this graph.")];
  const known = [
    source.publisher[0] ? ["published by ", named(source.publisher)] : "publisher not given",
    source.issued ? `issued ${source.issued}` : "date of issue not given",
    source.language ? `in ${languageName(source.language)}` : "",
  ].filter(Boolean);
  return [
    el("p", {}, el("strong", {}, named(source.label)), source.kind[0] ? [" (", named(source.kind), ")"] : null),
    source.title[0] && source.title[0] !== source.label[0] ? el("p", {}, named(source.title)) : null,
    el("p", { class: "quiet" }, commas(known).flat()),
    source.url ? el("p", {}, el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.url)) : null,
  ].filter(Boolean);
}

function placeLine(evidence) {
  const inferred = evidence.inferred.length ? `; inferred: ${evidence.inferred.join(", ")}` : "";
  const asOf = evidence.asOf ? `; as of ${evidence.asOf}` : "";
  const basis = evidence.basis[0] ? [" – ", named(evidence.basis)] : null;
  const line = el("p", { class: "place" }, el("bdi", {}, placeOf(evidence)), basis, `${inferred}${asOf}`);
  return evidence.quote ? [line, el("blockquote", { dir: "auto" }, evidence.quote)] : [line];
}

function evidenceOf(claim) {
  return placesBySource(claim).map(([source, places]) =>
    el("div", { class: "evidence" }, sourceHead(data.sources[source]), places.flatMap(placeLine)));
}

// Something to open; what is in it is written when it is first opened, so that hundreds stay quick.
function unfolding(words, write) {
  const all = el("details", {}, el("summary", {}, words));
  all.addEventListener("toggle", () => { if (all.open && all.children.length === 1) all.append(...write()); });
  return all;
}

// A list whose rows beyond so many are folded away.
function listOf(rows, word, many) {
  const list = (some) => el("ul", { class: "plain" }, some), rest = rows.slice(many);
  return rest.length ? [list(rows.slice(0, many)), unfolding(`${rest.length} more ${word}`, () => [list(rest)])] : [list(rows)];
}

function commas(parts) {
  return parts.flatMap((part, at) => (at ? [", ", part] : [part]));
}

// `unlike` names the roles that rival claims fill differently. What a claim refines stands in it,
// and is not followed further.
function claimView(id, unlike = new Set(), deep = true) {
  const claim = claimAt(id);
  const roles = claim.roles.flatMap(([label, values]) => [el("dt", {}, named(label)),
    el(unlike.has(label[0]) ? "mark" : "span", {}, commas(values.map(valueOf)))].map((made, at) => (at ? el("dd", {}, made) : made)));
  const refined = deep && claim.refined.length
    ? [el("h4", {}, "Said less exactly elsewhere"), claim.refined.map((other) => claimView(other, unlike, false))].flat() : [];
  return el("article", { class: "claim" },
    ...sentenceOf(claim),
    el("p", { class: "tags" }, el("span", {}, named(claim.kind)),
      claim.modality[0] ? el("span", claim.actual ? {} : { class: "warn" }, named(claim.modality)) : null),
    el("dl", { class: "roles" }, roles),
    evidenceOf(claim),
    copying("Copy citation", () => citation(id)),
    refined);
}

// The roles that claims fill differently, by their labels.
function differing(claims) {
  const filled = claims.map((claim) => new Map(claim.roles.map(([label, values]) => [label[0], values.map((value) => value.text[0]).join("\n")])));
  const labels = new Set(filled.flatMap((one) => [...one.keys()]));
  return new Set([...labels].filter((label) => new Set(filled.map((one) => one.get(label))).size > 1));
}

// Claims that cannot all be true, side by side; one that has no rival by itself.
function rivalsView(ids) {
  if (ids.length === 1) return claimView(ids[0]);
  const unlike = differing(ids.map(claimAt));
  return el("div", { class: "rivals", role: "group", "aria-label": "Rival claims" },
    el("h4", {}, "Rival claims: they cannot all be true"),
    unlike.size ? el("p", { class: "quiet" }, "They differ in ", commas([...unlike].map((label) => named([label, ""]))), ".") : null,
    el("div", { class: "beside" }, ids.map((id) => claimView(id, unlike))));
}

// Each claim once, with its rivals.
function withRivals(ids) {
  const seen = new Set(), groups = [];
  for (const id of ids) {
    if (seen.has(id)) continue;
    const group = [...new Set([id, ...claimAt(id).rivals])];
    group.forEach((one) => seen.add(one));
    groups.push(group);
  }
  return groups;
}

function claimsView(ids) {
  return withRivals(ids).map(rivalsView);
}

function sourcesWords(claim) {
  const all = placesBySource(claim).map(([id]) => id).filter((id) => id >= 0);
  return all.length ? [named(data.sources[all[0]].label), all.length > 1 ? ` and ${counted(all.length - 1, "more source")}` : ""] : ["source not described"];
}

// A claim about a thing in one line.
function claimLine(id, node) {
  const claim = claimAt(id), fact = factOf(claim);
  const words = fact
    ? [fact.of.node === node ? null : [named(fact.of.text), ", "], named(fact.what), ": ", commas(fact.is.map((value) => named(value.text)))]
    : [named(claim.sentence)];
  return [...words.flat(), claim.actual || !claim.modality[0] ? "" : [" (", named(claim.modality), ")"], " — ", ...sourcesWords(claim)].flat();
}

function claimRows(ids, node) {
  return withRivals(ids).map((group) => el("li", {}, unfolding(
    group.flatMap((id, at) => (at ? [el("strong", {}, " Rival claim: "), ...claimLine(id, node)] : claimLine(id, node))),
    () => [rivalsView(group)])));
}

function yearsOf(ids) {
  const years = ids.flatMap((id) => [data.ties[id].first, data.ties[id].last]).filter((year) => year !== null).sort((a, b) => a - b);
  return years.length ? [...new Set([years[0], years[years.length - 1]])].join("–") : "";
}

function tieTags(tie) {
  const tags = [];
  if (!tie.actual) tags.push("not reported to have happened");
  if (tie.derived) tags.push("derived");
  return tags.length ? ` (${tags.join(", ")})` : "";
}

// Two things that share a third one, or one tied to the other; `name` writes the ends.
function tieWords(id, name) {
  const tie = data.ties[id];
  return tie.via ? [name(tie.from), data.directed ? " → " : " – ", name(tie.to), data.directed ? ": " : ". Both: ", ...sharedWords(tie)]
    : [name(tie.from), " → ", named(tie.kind), " → ", name(tie.to), spanOf(tie) ? `, ${spanOf(tie)}` : "", tieTags(tie)];
}

function sharedWords(tie) {
  return [named(tie.kind), spanOf(tie) ? ` (${spanOf(tie)})` : "", tieTags(tie)];
}

function tieHead(id, name) {
  const tie = data.ties[id];
  return tie.via && !data.directed ? ["Both: ", ...sharedWords(tie)] : tieWords(id, name);
}

// The claims behind a tie; where its ends share a thing, each end's own under its name.
function tieClaims(id) {
  const tie = data.ties[id];
  if (!tie.via) return claimsView(tie.claims);
  const fills = (claim, end) => (claimRow(claim)[5] || []).some(([, ...values]) => values.includes(end));
  const of = (one, other) => tie.claims.filter((claim) => fills(claim, one) && !fills(claim, other));
  const own = [tie.from, tie.to].map((end) => [nodeButton(end), of(end, otherEnd(tie, end))]);
  const rest = tie.claims.filter((claim) => own.every(([, claims]) => !claims.includes(claim)));
  return [...own, ["Behind both", rest]].filter(([, claims]) => claims.length)
    .flatMap(([head, claims]) => [el("h4", {}, head), ...claimsView(claims)]);
}

// The part of the panel that tells ties: `write` gets those that are shown now; the others can be opened.
function tiesPart(ids, write) {
  const part = el("div", {}), label = (id) => named(data.nodes[id].label);
  let before = null;
  refresh = () => {
    const kept = ids.filter((id) => shown.ties[id]), rest = ids.filter((id) => !shown.ties[id]), now = kept.join();
    if (now === before) return;
    before = now;
    part.replaceChildren(...write(kept), ...(rest.length ? [unfolding(`${rest.length} more left out by your choices`,
      () => rest.map((id) => unfolding(tieWords(id, label), () => tieClaims(id))))] : []));
  };
  refresh();
  return part;
}

function showLine(line) {
  const [a, b] = [line.from, line.to], merged = isFold(a) || isFold(b), label = (id) => named(data.nodes[id].label);
  const like = merged ? lines.filter((one) => [[a, b], [b, a]].some(([x, y]) => shownAs(one.from) === x && shownAs(one.to) === y)) : [lines[lineOf(line)]];
  const ids = like.flatMap((one) => one.ties), years = yearsOf(ids);
  const write = (kept) => (merged || kept.length > FEW
    ? kept.map((id) => unfolding(merged ? tieWords(id, label) : tieHead(id, label), () => [merged ? el("p", {}, tieWords(id, nodeButton)) : null, ...tieClaims(id)].filter(Boolean)))
    : kept.flatMap((id) => [el("h3", {}, tieHead(id, nodeButton)), ...tieClaims(id)]));
  panel.replaceChildren(
    el("h2", {}, named(items[a].label), " – ", named(items[b].label)),
    el("p", { class: "quiet" }, `${counted(ids.length, "tie")} drawn as one line${merged ? ", since things are folded here" : ""}${years ? `; ${years}` : ""}. `
      + (merged || ids.length > FEW ? "Open one to read who says so." : "")),
    ...(merged ? [el("p", {}, [a, b].filter(isFold).map((id) => foldButton(items[id])))] : [el("p", {}, nodeButton(a), " · ", nodeButton(b))]),
    tiesPart(ids, write));
}

// What ties a thing to others, a row for each tie.
function tieRow(id, node) {
  const tie = data.ties[id], other = named(data.nodes[otherEnd(tie, node)].label);
  const way = tie.from === node ? "→ " : "← ";
  const shared = data.directed ? [way, other, ": ", named(tie.kind)] : ["with ", other, ", both: ", named(tie.kind)];
  const words = tie.via ? shared : [way, named(tie.kind), ": ", other];
  return el("li", {}, el("button", { type: "button", click: () => select("line", lineOf(tie), true) }, words), spanOf(tie) ? ` ${spanOf(tie)}` : "", tieTags(tie));
}

function aboutNode(node, years) {
  return [node.region ? `Region: ${node.region}` : "", node.community ? `Community ${node.community}` : "",
    data.measure && node.value !== null ? `${data.measure}: ${Number(node.value.toPrecision(4))}` : "",
    years ? `Years of its dated ties: ${years}` : "", inWorld() && !node.place ? "No place is known for it, so the world view does not draw it" : ""].filter(Boolean).join(". ");
}

function namesPart(names) {
  return el("dl", {}, names.flatMap((name) => [el("dt", {}, name[1] && name[1] !== "und" ? languageName(name[1]) : "–"), el("dd", {}, named(name))]));
}

function showNode(id) {
  const node = data.nodes[id], ids = tiesOf(id), names = [...node.names, ...node.also];
  const behind = [...new Set([...node.claims, ...ids.flatMap((tie) => data.ties[tie].claims)])];
  const isOwn = (claim) => { const fact = factOf(claimAt(claim)); return fact !== null && fact.of.node === id; };
  const facts = behind.filter(isOwn), others = node.claims.filter((claim) => !isOwn(claim));
  const section = (title, claims, word) => (claims.length ? [el("h3", {}, title), ...listOf(claimRows(claims, id), word, FEW)] : []);
  panel.replaceChildren(
    el("h2", {}, named(node.label)),
    el("p", { class: "quiet" }, named(node.type, { class: "type" }), node.unheld ? ", which no source says was held" : ""),
    el("p", { class: "quiet" }, aboutNode(node, yearsOf(ids))),
    namesPart(names.slice(0, FEW)),
    ...(names.length > FEW ? [unfolding(`${names.length - FEW} more names`, () => [namesPart(names.slice(FEW))])] : []),
    ...(node.same.length ? [el("ul", { class: "plain" }, node.same.map((link) => el("li", {}, el("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, link))))] : []),
    ...(foldOf.has(id) ? [el("p", {}, foldButton(foldOf.get(id)))] : []),
    ...(typeof neighbourControls === "function" ? [neighbourControls(id)].flat() : []),
    ...section("Facts", facts, "facts"),
    el("h3", {}, "Ties"),
    tiesPart(ids, (kept) => (kept.length ? listOf(kept.map((tie) => tieRow(tie, id)), "ties", MANY) : [el("p", {}, ids.length ? "No tie is shown." : "No tie in this map.")])),
    ...section("Other claims about it", others, "claims"));
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function showNothing() {
  refresh = () => {};
  panel.replaceChildren(
    el("h2", {}, "Every tie opens to its source"),
    el("p", {}, "Click a line to read the claims behind it, who says so and where; click a thing for its facts and ties."),
    el("p", { class: "quiet" }, "Or search above, or choose the table, which holds the same things and ties."),
    ...foldList());
}
onChange(() => refresh());
