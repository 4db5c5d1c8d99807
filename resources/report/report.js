"use strict";
// The error browser. Everything of the data is written through textContent or attributes: nothing of it can run.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const get = (id) => document.getElementById(id);
  const ROW = 52; // pixels, as in the style
  const WORDS = { right: "✓ right", wrong: "✗ wrong", missing: "○ missing", extra: "+ extra", found: "found", open: "□ open", refused: "⊘ refused" };
  const BAD = new Set(["wrong", "missing", "extra"]);
  const KINDS = ["mood", "category", "form", "articles", "replies", "summary"];
  const FIELDS = ["kind", "verdict", "category", "low", "high", "text", "sort"];
  let shown = []; // numbers of points, in the order of the list
  let at = -1; // the place in `shown`
  let lit = -1; // the finding whose evidence is lit

  /** An element with text and children; `attributes.class` and the like are set as attributes. */
  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== "" && value != null) made.setAttribute(key, value);
    made.append(...children.map((c) => (c instanceof Node ? c : document.createTextNode(String(c)))));
    return made;
  }

  const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : "");
  const categoryName = (id) => own(data.names.categories, id) || id;
  const percent = (value) => (value == null ? "" : `${Math.round(value * 100)} %`);
  const chatOf = (point) => data.conversations[point.c];
  const findingName = (f) => (f.k === "form" ? own(data.names.fields, f.n) || f.n : f.k === "category" || f.k === "mood" ? f.k : f.n === "first" ? f.k : f.n);
  const categoryOf = (point) => point.f.find((f) => f.k === "category");

  // -- choosing ---------------------------------------------------------------------------------------------------

  const words = new Map(); // number of a point -> everything that may be searched, folded; made when first asked for
  function searchable(number) {
    if (!words.has(number)) {
      const point = data.points[number], chat = chatOf(point);
      const parts = [chat.id, ...chat.turns.map((t) => t[1]), ...point.f.flatMap((f) => [f.n, f.g || "", f.w || ""]),
        ...point.a.map(([p]) => data.passages[p][0])];
      words.set(number, parts.join("\n").normalize("NFKC").toLowerCase());
    }
    return words.get(number);
  }

  const read = () => Object.fromEntries(FIELDS.map((id) => [id, get(id).value]));

  function matches(finding, f) {
    if (f.kind && finding.k !== f.kind) return false;
    if (f.verdict === "refused" ? !finding.r : f.verdict === "bad" ? !BAD.has(finding.v) : f.verdict && finding.v !== f.verdict) return false;
    if (f.low === "" && f.high === "") return true;
    return finding.c != null && finding.c >= Number(f.low || 0) && finding.c <= Number(f.high || 1);
  }

  function chosen(f) {
    const asked = f.text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const narrowed = f.kind || f.verdict || f.low !== "" || f.high !== "";
    const found = [];
    data.points.forEach((point, number) => {
      if (f.category) {
        const c = categoryOf(point);
        if (!c || (c.g !== f.category && c.w !== f.category)) return;
      }
      if (narrowed && !point.f.some((finding) => matches(finding, f))) return;
      if (asked.length && !asked.every((word) => searchable(number).includes(word))) return;
      found.push(number);
    });
    return sorted(found, f);
  }

  function sorted(found, f) {
    const sureness = (n) => {
      const values = data.points[n].f.filter((x) => matches(x, f) && x.c != null).map((x) => x.c);
      return values.length ? Math.min(...values) : 1;
    };
    // Without what is right to compare with, nothing is worst: what is least sure comes first then.
    const judged = data.points.some((p) => p.s);
    const key = { worst: judged ? (n) => -data.points[n].s : sureness, unsure: sureness, sure: (n) => -sureness(n), file: () => 0 }[f.sort];
    const keys = new Map(found.map((n) => [n, key(n)]));
    return found.sort((a, b) => keys.get(a) - keys.get(b) || a - b);
  }

  function filter(keep) {
    const f = read();
    const before = keep ?? shown[at];
    shown = chosen(f);
    at = shown.length ? Math.max(0, shown.indexOf(before)) : -1;
    get("about").textContent = `${shown.length.toLocaleString("en")} of ${data.points.length.toLocaleString("en")} points`;
    get("rows").style.height = `${shown.length * ROW}px`;
    show();
  }

  // -- the list: only the rows in sight exist ------------------------------------------------------------------------

  function rows() {
    const list = get("list"), first = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
    const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 5);
    const made = [];
    for (let place = first; place < last; place++) made.push(row(place));
    get("rows").replaceChildren(...made);
    if (!shown.length) get("rows").replaceChildren(make("p", { class: "empty" }, "No point matches these filters."));
    list.setAttribute("aria-activedescendant", at < 0 ? "" : `row-${at}`);
  }

  function row(place) {
    const point = data.points[shown[place]], chat = chatOf(point);
    const said = chat.turns.slice(0, point.t + 1).reverse().find((t) => t[0] === "customer") || chat.turns[point.t] || ["", ""];
    const tally = {};
    for (const f of point.f) tally[f.v] = (tally[f.v] || 0) + 1;
    const counts = make("span", { class: "tally" });
    for (const v of ["wrong", "missing", "extra", "open", "right"])
      if (tally[v]) counts.append(make("span", { class: `v-${v}`, title: `${v}: ${tally[v]}` }, ` ${WORDS[v][0]}${tally[v]}`));
    if (point.r) counts.append(make("span", { title: "refused" }, ` ${WORDS.refused[0]}`));
    const head = make("div", { class: "head" }, make("span", { class: "name" }, chat.id), make("span", { class: "quiet" }, `:${point.t + 1}`), counts);
    const made = make("div", { class: "row", role: "option", id: `row-${place}`, "aria-selected": String(place === at),
      "aria-setsize": shown.length, "aria-posinset": place + 1, lang: chat.lang }, head, make("div", {}, said[1].slice(0, 200)));
    made.style.top = `${place * ROW}px`;
    made.addEventListener("click", () => select(place));
    return made;
  }

  function select(place) {
    if (place < 0 || place >= shown.length) return;
    at = place;
    show();
  }

  function show() {
    lit = -1;
    const list = get("list"), top = at * ROW;
    if (at >= 0 && (top < list.scrollTop || top + ROW > list.scrollTop + list.clientHeight)) list.scrollTop = Math.max(0, top - list.clientHeight / 3);
    rows();
    detail();
    remember();
  }

  // -- one point --------------------------------------------------------------------------------------------------

  function detail() {
    const pane = get("detail");
    if (at < 0) return pane.replaceChildren();
    const point = data.points[shown[at]], chat = chatOf(point);
    const head = make("h2", {}, `${chat.id} · after turn ${point.t + 1}`);
    const about = [`language ${point.l || chat.lang}`, chat.form && `form chosen by hand: ${chat.form}`,
      chat.category && `category chosen by hand: ${chat.category}`, point.ms != null && `${point.ms} ms`,
      point.d.length && `degraded: ${point.d.join(", ")}`].filter(Boolean).join(" · ");
    pane.replaceChildren(head, make("p", { class: "quiet" }, about),
      make("div", { class: "columns" }, talk(point, chat), findings(point)));
    pane.scrollTop = 0;
  }

  function talk(point, chat) {
    const box = make("section", { lang: chat.lang, "aria-label": "Conversation" });
    chat.turns.forEach(([speaker, text, name], number) => {
      if (number === point.t + 1) box.append(make("div", { class: "line" }, "what follows was not seen"));
      const turn = make("div", { class: `turn ${speaker}${number > point.t ? " later" : ""}`, id: `turn-${number}` },
        make("span", { class: "who" }, `${number + 1} · ${speaker}${name ? ` · ${name}` : ""}`));
      turn.append(...marked(text, number, point));
      box.append(turn);
    });
    return box;
  }

  /** The turn's text in pieces, each marked for every finding that rests on it. */
  function marked(text, number, point) {
    const spans = point.f.flatMap((f, i) => (f.e || []).filter((e) => e[0] === number).map((e) => ({ i, f, start: e[1], end: e[2] })));
    const borders = [...new Set([0, text.length, ...spans.flatMap((s) => [s.start, s.end])])].filter((b) => b <= text.length).sort((a, b) => a - b);
    const pieces = [];
    for (let b = 0; b + 1 < borders.length; b++) {
      const [start, end] = [borders[b], borders[b + 1]];
      const here = spans.filter((s) => s.start <= start && s.end >= end);
      if (!here.length) { pieces.push(document.createTextNode(text.slice(start, end))); continue; }
      const mark = make("mark", { class: [...new Set(here.map((s) => s.f.k))].join(" "), "data-findings": here.map((s) => s.i).join(" "),
        title: here.map((s) => `${findingName(s.f)}: ${s.f.g || ""}`).join("\n") }, text.slice(start, end));
      const first = here.map((s) => s.i).sort((x, y) => point.f[x].e.length - point.f[y].e.length)[0];
      mark.addEventListener("mouseenter", () => light(first, false));
      mark.addEventListener("click", () => light(first, true));
      pieces.push(mark);
      const ends = new Map(here.filter((s) => s.end === end).map((s) => [s.i, s.f]));
      for (const f of ends.values()) pieces.push(make("span", { class: `tag ${f.k}` }, findingName(f)));
    }
    return pieces;
  }

  function findings(point) {
    const box = make("section", { "aria-label": "Findings" });
    for (const kind of KINDS) {
      const found = point.f.map((f, i) => [f, i]).filter(([f]) => f.k === kind);
      const more = extras(kind, point);
      if (!found.length && !more.length) continue;
      box.append(make("h3", {}, kind === "form" && point.form ? `form · ${point.form}` : kind), ...found.map(([f, i]) => card(f, i, point)), ...more);
    }
    if (point.n) box.append(make("h3", {}, "next step"), step(point.n));
    return box;
  }

  function card(f, i, point) {
    const value = f.k === "category" && f.g ? categoryName(f.g) : f.g || (f.r ? "refused: nothing fits" : "—");
    const state = f.k === "form" ? own(point.states, f.n) : "";
    const made = make("div", { class: `finding ${f.v}${f.e ? " points" : ""}`, id: `finding-${i}`, tabindex: f.e ? "0" : "" },
      make("span", { class: "verdict" }, WORDS[f.v], f.r && f.v !== "found" ? ` ${WORDS.refused}` : f.r ? ` · ${WORDS.refused}` : ""),
      make("span", { class: "label" }, findingName(f) === f.k ? "" : `${findingName(f)} `), make("strong", {}, value));
    const notes = [percent(f.c), state, f.p && `the right one stands at ${f.p}`, f.e && `turn ${[...new Set(f.e.map((e) => e[0] + 1))].join(", ")}`].filter(Boolean);
    if (notes.length) made.append(make("span", { class: "quiet" }, ` ${notes.join(" · ")}`));
    if (f.w && f.v !== "right") made.append(make("span", { class: "want" }, `expected: ${f.k === "category" ? categoryName(f.w) : f.w}`));
    if (f.e) {
      made.addEventListener("mouseenter", () => light(i, false));
      made.addEventListener("focus", () => light(i, false));
      made.addEventListener("click", () => light(i, true));
    }
    return made;
  }

  /** What a kind shows beside its findings. */
  function extras(kind, point) {
    if (kind === "mood" && point.m.trend) return [make("p", {}, trend(point.m.trend), ` valence ${point.m.valence}`), ...(point.m.advice ? [make("p", { class: "quiet" }, point.m.advice)] : [])];
    if (kind === "category") {
      const rest = [...Object.entries(point.k).filter(([, v]) => v).map(([k, v]) => `${k} ${v}`), ...point.alt.map(([c, p]) => `or ${categoryName(c)} ${percent(p)}`)];
      return rest.length ? [make("p", { class: "quiet" }, rest.join(" · "))] : [];
    }
    if (kind === "articles") return point.a.map(([p, score]) => passage(data.passages[p], score, point));
    if (kind === "replies") return point.x.map((c) => suggestion(c, point));
    return [];
  }

  const wanted = (point, kind) => (point.f.find((f) => f.k === kind && f.n === "first")?.w || "").split(" / ");

  function passage([id, text, sentence], score, point) {
    const right = wanted(point, "articles").includes(id);
    const made = make("div", { class: `passage${right ? " right" : ""}` }, make("p", { class: "quiet" }, `${right ? "✓ " : ""}${id} ${own(data.names.articles, id)} · ${score}`));
    const begin = sentence ? text.indexOf(sentence) : -1;
    if (begin < 0) made.append(...(sentence ? [make("mark", {}, sentence), "\n"] : []), text);
    else made.append(text.slice(0, begin), make("mark", {}, sentence), text.slice(begin + sentence.length));
    return made;
  }

  function suggestion([kind, text, source, citations, sure], point) {
    const right = wanted(point, "replies").includes(source.replace(/^snippet:/, "")) && source;
    const from = [source === kind ? "" : source, ...citations.map((c) => `[${c}]`), percent(sure)].filter(Boolean).join(" · ");
    return make("div", { class: `passage${right ? " right" : ""}` }, make("p", { class: "quiet" }, `${right ? "✓ " : ""}${kind} · ${from}`), text);
  }

  function step(next) {
    return make("div", { class: "passage" }, make("p", { class: "quiet" }, `${next.playbook || ""} · ${next.step || ""}`), [next.action, next.ask && `Ask: ${next.ask}`].filter(Boolean).join("\n"));
  }

  /** Valence from -1 to 1 for each customer turn, as a line with its zero. */
  function trend(values) {
    const space = "http://www.w3.org/2000/svg", width = Math.max(40, Math.min(200, values.length * 14));
    const svg = document.createElementNS(space, "svg"), x = (i) => (values.length < 2 ? width / 2 : (i * width) / (values.length - 1)), y = (v) => 14 - v * 12;
    const add = (name, attributes) => { const made = document.createElementNS(space, name); for (const [k, v] of Object.entries(attributes)) made.setAttribute(k, v); svg.append(made); };
    for (const [k, v] of Object.entries({ class: "trend", width, height: 28, role: "img", "aria-label": `Valence by customer turn: ${values.join(", ")}` })) svg.setAttribute(k, v);
    add("line", { x1: 0, x2: width, y1: 14, y2: 14, stroke: "currentColor", "stroke-opacity": 0.3 });
    add("polyline", { points: values.map((v, i) => `${x(i)},${y(v)}`).join(" "), fill: "none", stroke: "currentColor", "stroke-width": 1.5 });
    add("circle", { cx: x(values.length - 1), cy: y(values.at(-1) ?? 0), r: 3, fill: "currentColor" });
    return svg;
  }

  function light(number, scroll) {
    lit = number;
    for (const made of document.querySelectorAll(".lit")) made.classList.remove("lit");
    get(`finding-${number}`)?.classList.add("lit");
    const marks = [...document.querySelectorAll("mark[data-findings]")].filter((m) => m.dataset.findings.split(" ").includes(String(number)));
    for (const mark of marks) mark.classList.add("lit");
    if (scroll) { marks[0]?.scrollIntoView({ block: "nearest" }); get(`finding-${number}`)?.scrollIntoView({ block: "nearest" }); }
  }

  function stepFinding(by) {
    if (at < 0) return;
    const pointing = data.points[shown[at]].f.map((f, i) => (f.e ? i : -1)).filter((i) => i >= 0);
    if (pointing.length) light(pointing[(pointing.indexOf(lit) + by + pointing.length + (lit < 0 && by < 0 ? 1 : 0)) % pointing.length], true);
  }

  // -- the overview ---------------------------------------------------------------------------------------------------

  function overview() {
    const verdicts = ["right", "wrong", "missing", "extra", "found", "open"].filter((v) => data.counts.some((c) => c[1] === v));
    const count = (kind, verdict) => data.counts.find((c) => c[0] === kind && c[1] === verdict)?.[2] || 0;
    const body = KINDS.filter((k) => data.counts.some((c) => c[0] === k)).map((kind) => make("tr", {}, make("th", { scope: "row" }, kind),
      ...verdicts.map((v) => make("td", {}, cell(kind, v, count(kind, v)))), make("td", {}, cell(kind, "refused", data.refused[kind] || 0))));
    get("counts").append(make("table", {}, make("thead", {}, make("tr", {}, make("th"), ...[...verdicts, "refused"].map((v) => make("th", { scope: "col", class: `v-${v}` }, WORDS[v])))), make("tbody", {}, ...body)));
    const mixed = new Map();
    for (const f of data.points.flatMap((p) => p.f)) if (f.k === "category" && (f.v === "wrong" || f.v === "missing")) {
      const pair = JSON.stringify([f.w, f.g || ""]);
      mixed.set(pair, (mixed.get(pair) || 0) + 1);
    }
    const worst = [...mixed].sort((a, b) => b[1] - a[1]).slice(0, 6);
    if (worst.length) get("counts").append(make("div", {}, "Most often confused", make("ul", {}, ...worst.map(([pair, n]) => {
      const [want, got] = JSON.parse(pair);
      return make("li", {}, `${n} × ${categoryName(want)} taken for ${got ? categoryName(got) : "nothing that fits"}`);
    }))));
  }

  function cell(kind, verdict, n) {
    if (!n) return "";
    const button = make("button", { type: "button", "aria-label": `Show ${kind}, ${verdict}: ${n}` }, n.toLocaleString("en"));
    button.addEventListener("click", () => { get("kind").value = kind; get("verdict").value = verdict; filter(); });
    return button;
  }

  function fill(id, entries, all) {
    get(id).append(make("option", { }, all), ...entries.map(([value, text]) => make("option", { value }, text)));
    get(id).options[0].value = "";
  }

  // -- the address keeps the filters and the point ----------------------------------------------------------------------

  function remember() {
    const f = read(), kept = new URLSearchParams(Object.entries(f).filter(([k, v]) => v && !(k === "sort" && v === "worst")));
    if (at >= 0) { const point = data.points[shown[at]]; kept.set("id", chatOf(point).id); kept.set("turn", point.t); }
    try { history.replaceState(null, "", `#${kept}`); } catch { /* some browsers refuse this for local files */ }
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const id of FIELDS) if (kept.has(id)) get(id).value = kept.get(id);
    if (!get("sort").value) get("sort").value = "worst";
    const number = data.points.findIndex((p) => chatOf(p).id === kept.get("id") && String(p.t) === kept.get("turn"));
    filter(number < 0 ? undefined : number);
  }

  // -- keys -------------------------------------------------------------------------------------------------------

  function toggleTheme() {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  function toggleKeys() {
    get("keys").hidden = !get("keys").hidden;
    get("help").setAttribute("aria-expanded", String(!get("keys").hidden));
  }

  function clear() {
    for (const id of FIELDS) get(id).value = id === "sort" ? "worst" : "";
    filter();
  }

  function nextBad() {
    const place = shown.findIndex((n, i) => i > at && data.points[n].s > 0);
    if (place >= 0) select(place);
  }

  const KEYS = { j: () => select(at + 1), k: () => select(at - 1), ArrowDown: () => select(at + 1), ArrowUp: () => select(at - 1), Home: () => select(0), End: () => select(shown.length - 1),
    n: nextBad, "/": () => get("text").focus(), "[": () => stepFinding(-1), "]": () => stepFinding(1), t: toggleTheme, "?": toggleKeys, Escape: clear };
  const ONLY_LIST = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.("input, select, textarea")) { if (event.key === "Escape") get("list").focus(); return; }
    if (ONLY_LIST.has(event.key) && event.target !== get("list")) return;
    if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
  });

  get("title").textContent = document.title = data.title;
  if (data.total > data.points.length) {
    get("cut").hidden = false;
    get("cut").textContent = `${data.points.length.toLocaleString("en")} of ${data.total.toLocaleString("en")} points are in this file, those with most wrong first; the others were left out to keep it small. The table counts them all.`;
  }
  fill("kind", KINDS.filter((k) => data.counts.some((c) => c[0] === k)).map((k) => [k, k]), "all kinds");
  fill("verdict", [["bad", "✗ ○ + anything bad"], ...Object.entries(WORDS)], "all verdicts");
  const categories = [...new Set(data.points.flatMap((p) => { const c = categoryOf(p); return c ? [c.g, c.w] : []; }).filter(Boolean))].sort();
  fill("category", categories.map((c) => [c, categoryName(c)]), "all categories");
  overview();
  let waiting = 0;
  for (const id of FIELDS) get(id).addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, id === "text" ? 150 : 0); });
  get("filters").addEventListener("submit", (event) => event.preventDefault());
  get("list").addEventListener("scroll", rows);
  addEventListener("resize", rows);
  addEventListener("hashchange", recall);
  get("clear").addEventListener("click", clear);
  get("theme").addEventListener("click", toggleTheme);
  get("help").addEventListener("click", toggleKeys);
  recall();
})();
