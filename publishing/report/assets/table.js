// Tables of very many rows (columns.py): only the rows that are seen are drawn. A page says how cells look with
// `yesan.cells[name] = (table, row, column) => ({ text, href, more })`.
(() => {
  "use strict";
  const AROUND = 10; // rows drawn beyond what is seen, on either side
  const PRINTED = 200;
  const tables = {};
  const yesan = window.yesan;
  yesan.cells = {};
  yesan.tables = tables;

  yesan.table = (name, size, pieces, piece, specs, said) => {
    const columns = specs.map(([column, kind, search]) => ({
      name: column, kind, search, said: said[column],
      data: kind === "code" ? new Int32Array(size) : kind === "number" ? new Float64Array(size) : [],
    }));
    tables[name] = { name, size, pieces, columns, by: Object.fromEntries(columns.map((c) => [c.name, c])), missing: pieces, piece };
  };

  yesan.rows = (name, number, parts) => {
    const table = tables[name];
    const at = number * table.piece;
    parts.forEach((part, place) => {
      const column = table.columns[place];
      if (column.kind === "id") column.data[number] = part;
      else if (column.kind === "text") part.forEach((value, row) => { column.data[at + row] = value; });
      else column.data.set(column.kind === "number" ? part.map((value) => value ?? NaN) : part, at);
    });
    table.missing -= 1;
    table.came?.();
  };

  // The value of a cell: a text in the chosen language, a number, or null.
  yesan.value = (table, row, name) => {
    const column = table.by[name];
    const value = column.data[row];
    if (column.kind === "code") return value < 0 ? null : spoken(column.said[value]);
    if (column.kind === "number") return Number.isNaN(value) ? null : value;
    if (column.kind === "text") return value;
    const part = column.data[Math.floor(row / table.piece)];
    const width = part.length / Math.min(table.piece, table.size - Math.floor(row / table.piece) * table.piece);
    return part.substr((row % table.piece) * width, width);
  };
  const spoken = (said) => Array.isArray(said) ? said[yesan.language === "ko" ? 0 : 1] : said;
  const folded = (text) => String(text ?? "").normalize("NFC").toLowerCase();

  // All rows in the order of a column; what is missing comes last either way.
  const ordered = (table, name, descending) => {
    const key = `${name} ${descending}`;
    table.orders ??= new Map();
    if (table.orders.has(key)) return table.orders.get(key);
    const { data, kind } = table.by[name];
    const gone = kind === "code" ? (value) => value < 0 : kind === "number" ? Number.isNaN : (value) => value === null;
    const there = [], missing = [];
    for (let row = 0; row < table.size; row++) (gone(data[row]) ? missing : there).push(row);
    const turn = descending ? -1 : 1;
    there.sort(kind === "text"
      ? (a, b) => (data[a] < data[b] ? -turn : data[a] > data[b] ? turn : a - b)
      : (a, b) => turn * (data[a] - data[b]) || a - b);
    const order = there.concat(missing);
    table.orders.set(key, order);
    return order;
  };

  // A test of rows for one word: values that repeat are looked at once.
  const looked = (table, word) => {
    const tests = table.columns.filter((column) => column.search).map((column) => {
      if (column.kind === "code") {
        column.folded ??= column.said.map((said) => folded([].concat(said).join("\n")));
        const hits = column.folded.map((text) => text.includes(word));
        return hits.includes(true) ? (row) => hits[column.data[row]] === true : null;
      }
      column.folded ??= column.data.map(folded);
      return (row) => column.folded[row].includes(word);
    }).filter(Boolean);
    return (row) => tests.some((test) => test(row));
  };

  const matching = (table) => {
    const tests = folded(table.search.value).split(/\s+/).filter(Boolean).map((word) => looked(table, word));
    for (const select of table.selects) {
      if (select.value === "") continue;
      const { data } = table.by[select.name], code = Number(select.value);
      tests.unshift((row) => data[row] === code);
    }
    const order = ordered(table, table.sorted, table.descending);
    return tests.length ? order.filter((row) => tests.every((test) => test(row))) : order;
  };

  const drawnRow = (table, place) => {
    const row = table.matches[place];
    const tr = document.createElement("tr");
    tr.setAttribute("role", "row");
    tr.setAttribute("aria-rowindex", place + 2);
    for (const head of table.heads) {
      const td = document.createElement("td");
      td.setAttribute("role", "cell");
      td.className = head.className;
      const { text, href, more } = yesan.cells[table.name](table, row, head.dataset.column);
      const words = document.createElement("bdi");
      words.textContent = text ?? "–";
      const holder = href ? document.createElement("a") : words;
      if (href) { holder.href = href; holder.append(words); }
      td.append(holder);
      if (more) { const small = document.createElement("small"); const said = document.createElement("bdi"); said.textContent = more; small.append(said); td.append(small); }
      td.title = [text, more].filter(Boolean).join(" · ");
      tr.append(td);
    }
    return tr;
  };

  const draw = (table, afresh) => {
    const { scroller, body, matches } = table;
    if (afresh) { body.replaceChildren(); table.drawn = new Map(); }
    const height = table.height;
    const first = table.printing ? 0 : Math.max(0, Math.floor(scroller.scrollTop / height) - AROUND);
    const seen = table.printing ? PRINTED : Math.ceil(scroller.clientHeight / height) + 2 * AROUND;
    const last = Math.min(matches.length, first + seen);
    for (const [place, tr] of table.drawn) if (place < first || place >= last) {
      if (tr.contains(document.activeElement)) scroller.focus({ preventScroll: true });
      tr.remove();
      table.drawn.delete(place);
    }
    let before = null;
    for (let place = last - 1; place >= first; place--) {
      let tr = table.drawn.get(place);
      if (!tr) { tr = drawnRow(table, place); table.drawn.set(place, tr); body.insertBefore(tr, before); }
      before = tr;
    }
    table.element.style.marginTop = table.printing ? "0" : `${first * height}px`;
    table.filler.style.height = table.printing ? "auto" : `${matches.length * height + table.element.tHead.offsetHeight}px`;
  };

  const count = (table) => {
    for (const [name, value] of [["shown", table.matches.length], ["all", table.size]])
      for (const element of table.grid.querySelectorAll(`[data-count="${name}"]`)) element.textContent = value.toLocaleString("en");
    table.element.setAttribute("aria-rowcount", table.matches.length + 1);
  };

  const update = (table) => {
    table.matches = matching(table);
    table.scroller.scrollTop = 0;
    count(table);
    for (const head of table.heads) {
      const own = head.dataset.column === table.sorted;
      head.setAttribute("aria-sort", own ? (table.descending ? "descending" : "ascending") : "none");
    }
    draw(table, true);
    table.grid.dispatchEvent(new CustomEvent("yesan:shown", { bubbles: true }));
  };

  // A text that a spreadsheet would take for a formula is told to be a text.
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  yesan.csv = (table) => {
    const names = table.columns.map((column) => column.name);
    const lines = [names.join(",")];
    for (const row of table.matches) lines.push(names.map((name) => cell(yesan.value(table, row, name))).join(","));
    return `\ufeff${lines.join("\r\n")}\r\n`;
  };
  const download = (table) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([yesan.csv(table)], { type: "text/csv;charset=utf-8" }));
    link.download = `${table.grid.dataset.file}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // Choose values by their words, as links into the table do: {government: "…", year: "2026"}.
  yesan.choose = (name, wanted) => {
    const table = tables[name];
    table.form.reset();
    table.search.value = wanted.search ?? "";
    for (const select of table.selects) {
      const place = wanted[select.name] === undefined ? -1
        : table.by[select.name].said.findIndex((said) => [].concat(said).map(String).includes(String(wanted[select.name])));
      select.value = place < 0 ? "" : String(place);
    }
    update(table);
  };

  const begin = (grid) => {
    const table = tables[grid.dataset.table];
    Object.assign(table, {
      grid, form: grid.querySelector("form"), search: grid.querySelector("input[type=search]"),
      selects: [...grid.querySelectorAll("select")], scroller: grid.querySelector(".scroller"), filler: grid.querySelector(".filler"),
      element: grid.querySelector("table"), body: grid.querySelector("tbody"), heads: [...grid.querySelectorAll("th[data-column]")],
      sorted: grid.dataset.sort, descending: grid.dataset.descending === "1", drawn: new Map(), matches: [],
    });
    const measured = () => { table.height = parseFloat(getComputedStyle(grid).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize); };
    measured();
    for (const select of table.selects) {
      for (const [code, said] of table.by[select.name].said.entries()) {
        const option = new Option(spoken(said), code);
        if (Array.isArray(said)) { option.dataset.ko = said[0]; option.dataset.en = said[1]; }
        select.append(option);
      }
    }
    let waiting = 0, drawing = 0;
    table.search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => update(table), 60); });
    table.form.addEventListener("change", (event) => { if (event.target !== table.search) update(table); });
    table.form.addEventListener("submit", (event) => { event.preventDefault(); update(table); });
    table.form.addEventListener("reset", () => setTimeout(() => update(table)));
    grid.querySelector("[data-download]").addEventListener("click", () => download(table));
    table.element.tHead.addEventListener("click", (event) => {
      const head = event.target.closest("th[data-column]");
      if (!head) return;
      const name = head.dataset.column;
      // Numbers are asked for from the largest, words from the first.
      table.descending = name === table.sorted ? !table.descending : table.by[name].kind === "number";
      table.sorted = name;
      update(table);
    });
    table.scroller.addEventListener("scroll", () => { cancelAnimationFrame(drawing); drawing = requestAnimationFrame(() => draw(table, false)); });
    addEventListener("resize", () => { measured(); draw(table, true); });
    document.addEventListener("yesan:language", () => draw(table, true));
    addEventListener("beforeprint", () => { table.printing = true; draw(table, true); });
    addEventListener("afterprint", () => { table.printing = false; draw(table, true); });
    const ready = () => {
      const asked = Object.fromEntries(new URLSearchParams(location.search));
      if (Object.keys(asked).length) yesan.choose(table.name, asked); else update(table);
      grid.dataset.ready = "";
    };
    table.came = () => { if (table.missing === 0) ready(); };
    if (!table.pieces) ready();
    for (let number = 0; number < table.pieces; number++) {
      const script = document.createElement("script");
      script.src = `data/${table.name}-${number}.js`;
      document.head.append(script);
    }
  };

  document.addEventListener("DOMContentLoaded", () => { for (const grid of document.querySelectorAll("[data-table]")) begin(grid); });
})();
