// The evidence tables: rows come in script files that are loaded when they are asked for; searching, filtering and
// sorting happen here. The address says what is shown: evidence.html#table=quotations&speaker=sergey-lavrov
"use strict";
window.hamkari = (function () {
  const PAGE = 100;
  const known = {};
  let about = null, shown = PAGE, order = null, view = [], whole = false;

  const byId = (id) => document.getElementById(id);
  const make = (tag, text, attributes) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    Object.entries(attributes || {}).forEach(([k, v]) => element.setAttribute(k, v));
    return element;
  };
  const fill = (text, values) => text.replace(/\{(\w)\}/g, (_, k) => values[k]);
  // The neighbours of a row's words: text, or pieces of which [text, class] are marked (the cue, the speaker).
  const plain = (pieces) => typeof pieces === "string" ? pieces : pieces.map((p) => typeof p === "string" ? p : p[0]).join("");
  const marked = (pieces) => typeof pieces === "string" ? [pieces] : pieces.map((p) => typeof p === "string" ? p : make("span", p[0], { class: p[1] }));
  const number = (n) => n.toLocaleString(about.rtl ? "fa-IR" : "en-US");
  // Spelling as the measurement folds it, as far as a search needs it.
  const fold = (text) => text.toLowerCase().replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[أإآ]/g, "ا").replace(/[ةۀ]/g, "ه")
    .replace(/[\u064b-\u065f\u0670\u0640\u0654]/g, "").replace(/[\u200c\u200e\u200f\s]+/g, " ");

  function wanted() {
    const found = new URLSearchParams(window.location.hash.slice(1));
    const filters = {};
    found.forEach((value, key) => { if (key !== "table") filters[key] = value; });
    const kind = found.get("table");
    return { kind: kind in about.columns ? kind : Object.keys(about.columns)[0], filters };
  }

  function go(kind, filters) {
    const address = new URLSearchParams(Object.assign({ table: kind }, filters));
    window.location.hash = address.toString();
  }

  // The first file of a kind is enough to begin reading; the others come when something has to know every row.
  function load(kind, all) {
    const files = all ? about.files[kind] : about.files[kind].slice(0, 1);
    files.filter((file) => !known[file]).forEach((file) => {
      known[file] = true;
      const script = make("script", undefined, { src: "assets/" + file });
      script.async = false;
      document.head.append(script);
    });
  }

  const tables = {};
  function rows(kind, more) {
    tables[kind] = (tables[kind] || []).concat(more);
    if (about && wanted().kind === kind) show();
  }

  function cell(row, column, columns) {
    const article = about.articles[row[0]];
    if (column === "outlet") return article[1];
    if (column === "date") return article[2];
    if (column === "text") return row[3] || plain(row[4]);
    return row[5 + columns.indexOf(column)];
  }
  const label = (id) => (id in about.labels ? about.labels[id] : id.includes("+") ? id.split("+").map(label).join(" + ") : id);

  // Whether a row is one of those that a filter asks for; «together=RUS+IRN» asks for rows whose sentence names both.
  function fits(row, column, value, kind, columns) {
    if (column === "from") return cell(row, "date", columns) >= value;
    if (column === "to") { const day = cell(row, "date", columns); return day !== "" && day <= value; }
    const hidden = (about.hidden[kind] || []).indexOf(column);
    if (hidden >= 0) { const named = row[5 + columns.length + hidden].split("+"); return value.split("+").every((id) => named.includes(id)); }
    return columns.includes(column) || column === "outlet" ? cell(row, column, columns) === value : true;
  }

  function show() {
    const { kind, filters } = wanted();
    const columns = about.columns[kind];
    const all = tables[kind] || [];
    const search = fold(byId("words").value.trim());
    whole = Boolean(search || order || Object.keys(filters).length || (all.length && shown > all.length) || byId("by").parentElement.open);
    load(kind, whole);
    view = all.filter((row) => {
      for (const [column, value] of Object.entries(filters)) if (!fits(row, column, value, kind, columns)) return false;
      if (!search) return true;
      const article = about.articles[row[0]];
      const text = [plain(row[2]) + row[3] + plain(row[4]), article[0], label(article[1]), ...columns.map((c) => label(cell(row, c, columns)))];
      return fold(text.join(" ")).includes(search);
    });
    if (order && (columns.includes(order.column) || ["outlet", "date", "text"].includes(order.column))) {
      const key = (row) => { const v = cell(row, order.column, columns); return order.column === "date" ? v : String(label(v)); };
      view.sort((a, b) => order.turn * key(a).localeCompare(key(b), about.rtl ? "fa" : "en"));
    }
    paint(kind, filters, columns, all.length);
    choices(kind, filters, columns, all);
  }

  // A list per column and two days, to choose by without an address: each says how many rows a choice has.
  const MOST = 300;
  function choices(kind, filters, columns, all) {
    const place = byId("by");
    if (!place.parentElement.open) return;
    const had = document.activeElement && document.activeElement.id;
    place.replaceChildren();
    const set = (column, value) => {
      const next = Object.assign({}, filters);
      if (value) next[column] = value; else delete next[column];
      go(kind, next);
    };
    ["outlet", ...columns].forEach((column) => {
      const sizes = new Map();
      all.forEach((row) => { const id = cell(row, column, columns); if (id) sizes.set(id, (sizes.get(id) || 0) + 1); });
      if (!sizes.size) return;
      const list = make("select", undefined, { id: "by-" + column });
      list.append(make("option", about.words.any, { value: "" }));
      Array.from(sizes).sort((a, b) => b[1] - a[1]).slice(0, MOST).forEach(([id, n]) => list.append(make("option", label(id) + " (" + number(n) + ")", { value: id })));
      if (filters[column] && !sizes.has(filters[column])) list.append(make("option", label(filters[column]), { value: filters[column] }));
      list.value = filters[column] || "";
      list.addEventListener("change", () => set(column, list.value));
      field(place, about.heads[column] || about.words[column], list);
    });
    ["from", "to"].forEach((column) => {
      const day = make("input", undefined, { id: "by-" + column, type: "date" });
      day.value = filters[column] || "";
      day.addEventListener("change", () => set(column, day.value));
      field(place, about.words[column], day);
    });
    if (had && had.startsWith("by-") && byId(had)) byId(had).focus();
  }
  function field(place, name, control) {
    const box = make("span", undefined, { class: "field" });
    box.append(make("label", name, { for: control.id }), control);
    place.append(box);
  }

  function paint(kind, filters, columns, loaded) {
    byId("kind").value = kind;
    const chips = byId("filters");
    chips.replaceChildren();
    const set = Object.entries(filters);
    set.forEach(([column, value]) => {
      const name = column === "from" ? "≥" : column === "to" ? "≤" : (about.heads[column] || about.words[column] || column) + ":";
      chips.append(make("span", name + " " + label(value), { class: "chip", dir: "auto" }), " ");
    });
    if (set.length) {
      const clear = make("button", about.words.clear, { type: "button" });
      clear.addEventListener("click", () => go(kind, {}));
      chips.append(clear);
    }
    const some = Math.min(shown, view.length), size = about.sizes[kind], total = whole ? view.length : size;
    const waits = loaded < (whole ? size : Math.min(size, 1));
    byId("count").textContent = waits ? about.words.loading : fill(about.words.showing, { a: number(some), b: number(total) });
    const head = make("tr");
    ["text", ...columns, "outlet", "date"].forEach((column) => {
      const th = make("th", undefined, { scope: "col" });
      const name = about.heads[column] || about.words[column];
      const button = make("button", name, { type: "button", title: about.words.sort });
      if (order && order.column === column) th.setAttribute("aria-sort", order.turn > 0 ? "ascending" : "descending");
      button.addEventListener("click", () => {
        order = { column, turn: order && order.column === column ? -order.turn : 1 };
        show();
      });
      th.append(button);
      head.append(th);
    });
    head.append(make("th", about.words.article, { scope: "col" }));
    const body = make("tbody");
    view.slice(0, some).forEach((row) => {
      const article = about.articles[row[0]];
      const tr = make("tr");
      const text = make("td", undefined, { dir: "rtl", lang: "fa", class: "words" });
      if (row[3]) text.append("…", ...marked(row[2]), make("mark", row[3]), ...marked(row[4]), "…");
      else text.append(plain(row[4]));
      tr.append(text);
      columns.forEach((column) => { const id = cell(row, column, columns); tr.append(make("td", id ? label(id) : "–", { dir: "auto" })); });
      tr.append(make("td", label(article[1]), { dir: "auto" }), make("td", article[3], { dir: "auto" }));
      const title = article[0].length > 60 ? article[0].slice(0, 60) + "…" : article[0] || "–";
      const link = make("a", title, { href: article[4] + (row[1] ? "#" + row[1] : ""), dir: "auto" });
      const last = make("td");
      last.append(link);
      tr.append(last);
      body.append(tr);
    });
    const table = byId("rows");
    const top = make("thead");
    top.append(head);
    table.replaceChildren(top, body);
    byId("more").hidden = some >= total;
  }

  function start(given) {
    about = given;
    byId("choose").addEventListener("submit", (event) => event.preventDefault());
    byId("kind").addEventListener("change", () => go(byId("kind").value, {}));
    byId("words").addEventListener("input", () => { shown = PAGE; show(); });
    byId("by").parentElement.addEventListener("toggle", () => show());
    byId("more").addEventListener("click", () => { shown += PAGE; show(); });
    const turn = () => { shown = PAGE; show(); };
    window.addEventListener("hashchange", turn);
    turn();
  }

  return { start, rows };
})();
