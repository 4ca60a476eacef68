"use strict";
/* The table of all teams: search, filters, sort, pages; what it shows stands in the address, so that a link keeps it.
   Amounts are compared and added as whole numbers of any size; texts are only ever set as text. */
(() => {
  const PAGE = 50;
  const FILTERS = ["unit", "stage", "owner"];
  const SEARCHED = ["team", "name", "account", "owner"];
  const LONGEST_OPTION = 60;
  const WAIT = 250;

  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const count = data.links.length;
  const column = Object.fromEntries(data.columns.map((each) => [each.id, each]));
  const collator = new Intl.Collator(data.language, { numeric: true });
  const fill = (text, args) => text.replace(/\{(\w+)\}/g, (whole, key) => args[key] ?? whole);
  const body = at("table").tBodies[0];
  const heads = [...at("table").tHead.rows[0].cells];

  const cell = (each, row) => (each.kind === "category" ? each.known[each.codes[row]] : each.texts[row]);
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const haystack = data.links.map((_, row) => plain(SEARCHED.map((id) => cell(column[id], row)).join("\n")));
  const marked = Object.fromEntries(Object.entries(data.marks).map(([key, rows]) => [key, new Set(rows)]));
  const payable = column.payable.values.map(BigInt);

  /* ---- order: the rows by one column, cells without a value last whatever the direction ---- */

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** The place of each row's value among the column's values; null for none. */
  function ranks(each) {
    const number = each.kind === "number";
    const keys = data.links.map((_, row) => (number ? each.values[row] : cell(each, row) || null));
    const known = [...new Set(keys)].filter((key) => key !== null);
    if (number) known.sort((a, b) => compare(BigInt(a), BigInt(b)));
    else known.sort((a, b) => collator.compare(a, b) || compare(a, b));
    const rank = new Map(known.map((key, index) => [key, index]));
    return keys.map((key) => rank.get(key) ?? null);
  }

  const orders = new Map();
  function order(id, down) {
    const key = `${id} ${down}`;
    if (!orders.has(key)) {
      const rank = ranks(column[id]);
      const sign = down ? -1 : 1;
      const last = (a, b) => (rank[a] === null) - (rank[b] === null);
      const rows = [...rank.keys()];
      orders.set(key, rows.sort((a, b) => last(a, b) || sign * (rank[a] - rank[b]) || a - b));
    }
    return orders.get(key);
  }

  /* ---- state, and the address that holds it ---- */

  const START = { q: "", show: "", unit: null, stage: null, owner: null, sort: "team", down: false, page: 1 };
  let state = { ...START };

  function written() {
    const found = new URLSearchParams();
    if (state.q) found.set("q", state.q);
    if (state.show) found.set("show", state.show);
    for (const id of FILTERS) if (state[id] !== null) found.set(id, state[id]);
    if (state.sort !== START.sort || state.down) found.set("sort", (state.down ? "-" : "") + state.sort);
    if (state.page > 1) found.set("page", String(state.page));
    return found.toString();
  }

  /** The state that an address tells; null for one that tells none (a place within the page). */
  function told(hash) {
    if (!hash.includes("=")) return null;
    const found = new URLSearchParams(hash.slice(1));
    const sort = found.get("sort") ?? "";
    const id = sort.replace(/^-/, "");
    const known = (each) => column[each].known.includes(found.get(each));
    const filters = FILTERS.map((each) => [each, known(each) ? found.get(each) : null]);
    return {
      ...START,
      ...Object.fromEntries(filters),
      q: found.get("q") ?? "",
      show: Object.hasOwn(marked, found.get("show") ?? "") ? found.get("show") : "",
      sort: Object.hasOwn(column, id) ? id : START.sort,
      down: Object.hasOwn(column, id) && sort.startsWith("-"),
      page: Math.max(1, Number.parseInt(found.get("page") ?? "1", 10) || 1),
    };
  }

  let waiting = 0;
  function remember() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const hash = written();
      const bare = location.href.split("#")[0];
      if (hash || told(location.hash)) history.replaceState(null, "", hash ? `${bare}#${hash}` : bare);
    }, WAIT);
  }

  /* ---- what is shown ---- */

  function matching() {
    const words = plain(state.q).split(/\s+/).filter(Boolean);
    const filters = FILTERS.filter((id) => state[id] !== null).map((id) => {
      const each = column[id];
      const code = each.known.indexOf(state[id]);
      return (row) => each.codes[row] === code;
    });
    if (state.show) filters.push((row) => marked[state.show].has(row));
    if (words.length) filters.push((row) => words.every((word) => haystack[row].includes(word)));
    const rows = order(state.sort, state.down);
    return filters.length ? rows.filter((row) => filters.every((passes) => passes(row))) : rows;
  }

  function amount(sum) {
    const digits = (sum < 0n ? -sum : sum).toString().padStart(data.decimals + 1, "0");
    const whole = digits.slice(0, digits.length - data.decimals).replace(/\B(?=(\d{3})+$)/g, ",");
    const rest = data.decimals ? `.${digits.slice(-data.decimals)}` : "";
    return `${sum < 0n ? "−" : ""}${whole}${rest}`;
  }

  function element(name, text, attributes) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) if (value) made.setAttribute(key, value);
    if (text !== null) made.append(Object.assign(document.createElement("bdi"), { textContent: text }));
    return made;
  }

  function look(each, text) {
    if (!text) return "empty";
    if (each.kind !== "number") return "";
    return text.startsWith("−") ? "n less" : "n";
  }

  function drawn(row) {
    const line = document.createElement("tr");
    const head = element("th", null, { scope: "row" });
    head.append(element("a", data.columns[0].texts[row], { href: data.links[row] }));
    line.append(head);
    for (const each of data.columns.slice(1)) {
      const text = cell(each, row);
      line.append(element("td", text, { class: look(each, text), "data-h": each.title }));
    }
    return line;
  }

  function nothing() {
    const line = document.createElement("tr");
    line.append(element("td", data.texts.nothing_found, { colspan: data.columns.length }));
    return line;
  }

  function put(rows) {
    const found = document.createDocumentFragment();
    for (const row of rows) found.append(drawn(row));
    if (!rows.length) found.append(nothing());
    body.replaceChildren(found);
  }

  function status(rows) {
    const sum = rows.reduce((total, row) => total + payable[row], 0n);
    const named = (id) => `${column[id].title}: ${state[id] || data.texts.inactive}`;
    const chosen = FILTERS.filter((id) => state[id] !== null).map(named);
    const shown = state.show ? [at("show").selectedOptions[0].textContent] : [];
    const searched = state.q ? [`${data.texts.search}: ${state.q}`] : [];
    const counted = fill(data.texts.shown, { shown: rows.length, all: count });
    const paid = `${data.texts.payable} ${data.currency} ${amount(sum)}`;
    at("status").textContent = [counted, paid, ...shown, ...chosen, ...searched].join(" · ");
  }

  function pages(rows) {
    const last = Math.max(1, Math.ceil(rows.length / PAGE));
    state.page = Math.min(state.page, last);
    at("pager").hidden = last === 1;
    at("page").textContent = fill(data.texts.shown_pages, { page: state.page, pages: last });
    at("before").disabled = state.page === 1;
    at("after").disabled = state.page === last;
  }

  function controls() {
    if (at("q").value !== state.q) at("q").value = state.q;
    at("show").value = state.show;
    at("sort").value = state.sort;
    for (const id of FILTERS) {
      if (state[id] !== null) offer(id);
      at(id).selectedIndex = state[id] === null ? 0 : offered.get(id).indexOf(state[id]) + 1;
    }
    for (const head of heads) {
      if (head.dataset.id === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function show() {
    const rows = matching();
    controls();
    pages(rows);
    status(rows);
    put(rows.slice((state.page - 1) * PAGE, state.page * PAGE));
  }

  function change(parts) {
    state = { ...state, page: 1, ...parts };
    show();
    remember();
  }

  /* ---- controls ---- */

  function sortBy(id) {
    const first = column[id].kind === "number";
    change({ sort: id, down: state.sort === id ? !state.down : first });
  }

  /** The values of a column that can be chosen, in their order; none at the end. */
  function choices(id) {
    return [...column[id].known].sort((a, b) => !a - !b || collator.compare(a, b));
  }

  function option(text) {
    const signs = [...text];
    const short = signs.length > LONGEST_OPTION ? `${signs.slice(0, LONGEST_OPTION).join("")}…` : text;
    return Object.assign(document.createElement("option"), { textContent: short || data.texts.inactive });
  }

  const offered = new Map();
  /** Long lists wait until somebody turns to them. */
  function offer(id) {
    if (offered.has(id)) return;
    offered.set(id, choices(id));
    at(id).append(...offered.get(id).map(option));
  }

  function filterBy(id) {
    at(id).append(option(data.texts.every));
    for (const event of ["pointerdown", "focus"]) at(id).addEventListener(event, () => offer(id));
    at(id).addEventListener("change", () => {
      const chosen = at(id).selectedIndex;
      change({ [id]: chosen ? offered.get(id)[chosen - 1] : null });
    });
    if (column[id].known.length <= PAGE) offer(id);
  }

  function turnPage(step) {
    change({ page: state.page + step });
    at("status").scrollIntoView();
  }

  function follow(event) {
    const found = told(location.hash);
    if (!found) return;
    state = found;
    show();
    at("teams").scrollIntoView();
    if (event) at("q").focus({ preventScroll: true });
  }

  FILTERS.forEach(filterBy);
  for (const head of heads) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => sortBy(head.dataset.id));
    head.replaceChildren(button);
  }
  at("q").addEventListener("input", () => change({ q: at("q").value }));
  at("q").form.addEventListener("submit", (event) => event.preventDefault());
  at("show").addEventListener("change", () => change({ show: at("show").value }));
  at("sort").addEventListener("change", () => sortBy(at("sort").value));
  at("turn").addEventListener("click", () => change({ down: !state.down }));
  at("clear").addEventListener("click", () => change(START));
  at("before").addEventListener("click", () => turnPage(-1));
  at("after").addEventListener("click", () => turnPage(1));
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => put(matching()));
  addEventListener("afterprint", show);

  document.documentElement.classList.add("on");
  show();
  follow(null);
})();
