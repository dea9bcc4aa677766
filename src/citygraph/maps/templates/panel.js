// What stands beside the drawing. All words from the data go in through textContent, never as markup.
const panel = document.getElementById("panel");

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

function placeOf(evidence) {
  if (evidence.start !== null) return `characters ${evidence.start}–${evidence.end}`;
  return evidence.place || "no place given";
}

function sourceHead(source) {
  if (!source) return [el("p", {}, "The source is not described in this graph.")];
  const known = [
    source.publisher[0] ? ["published by ", named(source.publisher)] : ["publisher not given"],
    [source.issued ? `issued ${source.issued}` : "date of issue not given"],
    source.language ? [`in ${source.language}`] : [],
  ].filter((part) => part.length);
  const words = known.flatMap((part, at) => (at ? [", ", ...part] : part));
  return [
    el("p", {}, el("strong", {}, named(source.label)), source.kind[0] ? [" (", named(source.kind), ")"] : null),
    source.title[0] && source.title[0] !== source.label[0] ? el("p", {}, named(source.title)) : null,
    el("p", { class: "quiet" }, words),
    source.url ? el("p", {}, el("a", { href: source.url, rel: "noopener noreferrer" }, source.url)) : null,
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
  const bySource = new Map();
  for (const evidence of claim.evidence) {
    bySource.set(evidence.source, [...(bySource.get(evidence.source) || []), evidence]);
  }
  return [...bySource].map(([source, places]) =>
    el("div", { class: "evidence" }, sourceHead(data.sources[source]), places.flatMap(placeLine)));
}

// `deep` is false for a claim shown beside another one: what stands beside it is not followed further.
function claimView(id, deep = true) {
  const claim = claimAt(id);
  const roles = claim.roles.flatMap(([label, values]) => [
    el("dt", {}, named(label)),
    el("dd", {}, values.flatMap((value, at) => (at ? [", ", valueOf(value)] : [valueOf(value)]))),
  ]);
  const beside = (title, ids) => (deep && ids.length
    ? [el("h4", {}, title), ids.map((other) => claimView(other, false))] : []).flat();
  return el("article", { class: "claim" },
    el("p", { class: "sentence" }, named(claim.sentence)),
    claim.composed ? el("p", { class: "quiet" }, "(Put together from the claim’s roles.)") : null,
    el("p", { class: "tags" }, el("span", {}, named(claim.kind)),
      claim.modality[0] ? el("span", claim.actual ? {} : { class: "warn" }, named(claim.modality)) : null),
    el("dl", { class: "roles" }, roles),
    evidenceOf(claim),
    beside("Said less exactly elsewhere", claim.refined),
    beside("A rival claim: it cannot also be true", claim.rivals));
}

function tieTags(tie) {
  const tags = [];
  if (!tie.actual) tags.push("not reported to have happened");
  if (tie.derived) tags.push("derived");
  return tags.length ? ` (${tags.join(", ")})` : "";
}

function tieHead(tie) {
  return [nodeButton(tie.from), " → ", named(tie.kind), " → ", nodeButton(tie.to),
    tie.date ? `, ${tie.date}` : "", tieTags(tie)];
}

// One of many ties: its claims are written when it is opened.
function foldedTie(tie) {
  const all = el("details", {}, el("summary", {}, named(data.nodes[tie.from].label), " → ", named(tie.kind), " → ",
    named(data.nodes[tie.to].label), tie.date ? `, ${tie.date}` : "", tieTags(tie)));
  all.addEventListener("toggle", () => {
    if (all.open && !all.querySelector("article")) all.append(el("p", {}, tieHead(tie)), ...tie.claims.map((claim) => claimView(claim)));
  });
  return all;
}

function showLine(line) {
  const [a, b] = [line.from, line.to], ties = line.ties.map((id) => data.ties[id]);
  const head = el("h2", {}, named(items[a].label), " – ", named(items[b].label));
  if (!isFold(a) && !isFold(b)) {
    const parts = ties.map((tie) => [el("h3", {}, tieHead(tie)), tie.claims.map((claim) => claimView(claim))]);
    panel.replaceChildren(head, ...parts.flat(2));
    return;
  }
  panel.replaceChildren(head,
    el("p", { class: "quiet" }, `${counted(ties.length, "tie")} drawn as one line, since things are folded here. Open one to read who says so.`),
    el("p", {}, [a, b].filter(isFold).map((id) => foldButton(items[id]))),
    ...ties.map(foldedTie));
}

function tieList(id) {
  const ties = data.ties.filter((tie) => tie.from === id || tie.to === id);
  if (!ties.length) return [el("p", {}, "No tie in this map.")];
  const rows = ties.map((tie) => {
    const [arrow, other] = tie.from === id ? ["→", tie.to] : ["←", tie.from];
    const words = [`${arrow} `, named(tie.kind), ": ", named(data.nodes[other].label)];
    const open = () => select("line", lineOf(tie), true);
    return el("li", {}, el("button", { type: "button", click: open }, words),
      tie.date ? ` ${tie.date}` : "", tieTags(tie));
  });
  return [el("ul", { class: "plain" }, rows)];
}

function showNode(id) {
  const node = data.nodes[id];
  const names = [...node.names, ...node.also].flatMap((name) => [
    el("dt", {}, name[1] || "–"), el("dd", {}, named(name))]);
  const same = node.same.map((link) => el("li", {}, el("a", { href: link, rel: "noopener noreferrer" }, link)));
  panel.replaceChildren(
    el("h2", {}, named(node.label)),
    el("p", { class: "quiet" }, named(node.type, { class: "type" }), node.unheld ? ", which no source says was held" : ""),
    el("dl", {}, names),
    ...(same.length ? [el("ul", { class: "plain" }, same)] : []),
    ...(foldOf.has(id) ? [el("p", {}, foldButton(foldOf.get(id)))] : []),
    el("h3", {}, "Ties"), ...tieList(id),
    ...(node.claims.length ? [el("h3", {}, "Other claims about it"), ...node.claims.map((claim) => claimView(claim))] : []));
}

function counted(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function foldButton(fold) {
  const act = () => { toggle(fold); select("node", fold.id, false); panel.focus({ preventScroll: true }); };
  return el("button", { type: "button", class: "fold", "aria-expanded": String(fold.open), click: act },
    fold.open ? "Fold " : "Unfold ", named(fold.label), fold.open ? " again" : "");
}

// A group: how to unfold it, what it is tied to, and all that is in it by name.
function showFold(fold) {
  const inside = new Set(fold.members), own = [...shownLines].filter(([, line]) => line.from === fold.id || line.to === fold.id);
  const within = data.ties.filter((tie) => inside.has(tie.from) && inside.has(tie.to)).length;
  const rows = own.sort((a, b) => b[1].ties.length - a[1].ties.length).map(([id, line]) => el("li", {},
    el("button", { type: "button", click: () => select("line", id, true) },
      named(items[line.from === fold.id ? line.to : line.from].label)), ` ${counted(line.ties.length, "tie")}`));
  panel.replaceChildren(
    el("h2", {}, named(fold.label)),
    el("p", { class: "quiet" }, `A group of ${counted(fold.members.length, "thing")}, `
      + `${fold.open ? "unfolded" : "folded"}; ${counted(within, "tie")} inside it.`),
    el("p", {}, foldButton(fold)),
    ...(fold.open ? [] : [el("h3", {}, "Ties to others"), el("ul", { class: "plain" }, rows)]),
    el("h3", {}, "Things in it"),
    el("ul", { class: "plain" }, fold.members.map((id) => el("li", {}, nodeButton(id), " ",
      el("span", { class: "quiet" }, named(data.nodes[id].type))))));
}

// The groups by name, as a way to each of them from the keyboard.
function foldList() {
  if (!folds.length) return [];
  const rows = [...folds].sort((a, b) => b.members.length - a.members.length || a.id - b.id).map((fold) => el("li", {},
    el("button", { type: "button", click: () => select("node", fold.id, true) }, named(fold.label)),
    ` ${counted(fold.members.length, "thing")}`));
  return [el("h3", {}, counted(folds.length, "folded group")),
    el("p", { class: "quiet" }, "Click a group on the map to unfold it, and again to fold it; or open one here."),
    el("ul", { class: "plain" }, rows)];
}

function showNothing() {
  panel.replaceChildren(
    el("h2", {}, "Every tie opens to its source"),
    el("p", {}, "Click a line to read the claims behind it, who says so and where; click a thing for its facts and ties."),
    el("p", { class: "quiet" }, "Or search above, or open the tables below the map."),
    ...foldList());
}
