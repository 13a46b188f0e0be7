// The page of budgets: how the cells of the table look, and the years, stages, themes and programmes of one body.
(() => {
  "use strict";
  const ko = () => yesan.language === "ko";
  const trimmed = (number, places) => Number(number.toFixed(places)).toLocaleString("en");
  // 2,651억원, ₩265.1 billion: short enough for a cell; the printed words stand beside it.
  yesan.short = (won) => {
    const size = Math.abs(won), sign = won < 0 ? "−" : "";
    if (ko()) {
      if (size >= 1e12) return `${sign}${trimmed(size / 1e12, 4)}조원`;
      if (size >= 1e8) return `${sign}${trimmed(size / 1e8, 2)}억원`;
      return size >= 1e4 ? `${sign}${trimmed(size / 1e4, 2)}만원` : `${sign}${size}원`;
    }
    const [unit, word] = size >= 1e12 ? [1e12, " trillion"] : size >= 1e9 ? [1e9, " billion"] : size >= 1e6 ? [1e6, " million"] : [1, ""];
    return `${sign}₩${trimmed(size / unit, 3)}${word}`;
  };
  const figure = (document, id) => `documents/${document}.html#f-${id}`;

  yesan.cells.figures = (table, row, column) => {
    const of = (name) => yesan.value(table, row, name);
    const value = of(column);
    switch (column) {
      case "amount_krw": return { text: yesan.short(value), href: figure(of("document_id"), of("figure_id")), more: of("text") };
      case "organization": return { text: value, more: of("government") === value ? null : of("government") };
      case "fiscal_year": {
        const last = of("fiscal_year_end");
        return { text: value === null ? null : last === null ? `${value}–` : String(last) === value ? value : `${value}–${last}` };
      }
      case "title": return { text: value, href: `documents/${of("document_id")}.html`, more: [of("publisher"), of("published_on")].filter(Boolean).join(" · ") };
      default: return { text: value };
    }
  };

  const data = yesan.bodies;
  const part = document.getElementById("bodies");
  if (!part) return;
  const words = JSON.parse(part.dataset.words);
  const said = (key) => words[key][ko() ? 0 : 1];
  const [government, organization, year] = ["government", "organization", "year"].map((name) => part.querySelector(`select[name=${name}]`));

  const rows = (name, wanted) => {
    const columns = data[name], keys = Object.keys(columns), found = [];
    for (let at = 0; at < (keys.length ? columns[keys[0]].length : 0); at++)
      if (Object.entries(wanted).every(([key, value]) => columns[key][at] === value))
        found.push(Object.fromEntries(keys.map((key) => [key, columns[key][at]])));
    return found;
  };
  const values = (name, key, wanted = {}) => [...new Set(rows(name, wanted).map((row) => row[key]))];
  const none = (value) => value === "" ? null : value;

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const text = (value) => { const isolated = element("bdi"); isolated.textContent = value; return isolated; };
  const amount = (won, href) => href ? element("a", { href }, yesan.short(won)) : yesan.short(won);
  const change = (percent) => percent === null || percent === undefined ? "–" : `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${trimmed(Math.abs(percent), 1)}%`;

  // A table whose rows are a chart as well: each with a bar as long as its amount.
  const barred = (title, heads, lines) => {
    const most = Math.max(...lines.map((line) => Math.abs(line.won)), 1);
    const body = element("tbody");
    for (const line of lines) {
      const bar = element("span", { class: line.won < 0 ? "less" : "more" });
      bar.style.width = `${100 * Math.abs(line.won) / most}%`;
      body.append(element("tr", {},
        element("th", { scope: "row" }, ...line.name),
        element("td", { class: "number" }, ...[line.amount].flat()),
        element("td", { class: "gauge", "aria-hidden": "true" }, bar),
        element("td", { class: "number" }, ...[line.note ?? ""].flat())));
    }
    const head = element("tr", {}, ...heads.map((words, at) => words === null ? element("td", { "aria-hidden": "true" }) : element("th", { scope: "col", class: at ? "number" : "" }, words)));
    return element("section", {}, element("h3", {}, title), lines.length
      ? element("div", { class: "wide", tabindex: "0", role: "group", "aria-label": title }, element("table", { class: "gauges" }, element("caption", { class: "unseen" }, title), element("thead", {}, head), body))
      : element("p", { class: "empty" }, said("nothing")));
  };

  const theme = (row, year) => `?${new URLSearchParams({ government: row.government ?? "", theme: row.theme, fiscal_year: year })}#figures`;

  const show = () => {
    const of = none(government.value), body = organization.value, at = Number(year.value);
    const own = { government: of, organization: body };
    const years = rows("whole", own), all = [said("year"), said("amount"), null, said("change")];
    const stages = rows("stages", own), order = Object.keys(words.stage);
    stages.sort((a, b) => a.fiscal_year - b.fiscal_year || order.indexOf(a.stage) - order.indexOf(b.stage));
    const themes = rows("themes", { government: of, fiscal_year: at }).sort((a, b) => b.amount_krw - a.amount_krw);
    const bodies = rows("whole", { government: of, fiscal_year: at }).filter((row) => row.organization !== of).sort((a, b) => b.amount_krw - a.amount_krw);
    const programs = rows("programs", { government: of, fiscal_year: at }).slice(0, 40);
    const line = (row, name) => ({ name: [text(name)], won: row.amount_krw, amount: amount(row.amount_krw, figure(row.document_id, row.figure_id)), note: change(row.change_percent) });
    part.querySelector("[data-shown]").replaceChildren(
      barred(`${body}: ${said("whole")}`, all, years.map((row) => line(row, row.fiscal_year))),
      barred(`${body}: ${said("stages")}`, [said("stage_word"), said("amount"), null, ""], stages.map((row) => ({ ...line(row, `${row.fiscal_year} ${words.stage[row.stage][ko() ? 0 : 1]}`), note: "" }))),
      barred(`${of ?? ""} ${at}: ${said("themes")}`, [said("theme"), said("amount"), null, said("change")], themes.map((row) => ({
        name: [text(row.theme)], won: row.amount_krw, amount: amount(row.amount_krw, theme(row, at)), note: change(row.change_percent) }))),
      barred(`${of ?? ""} ${at}: ${said("bodies")}`, [said("body"), said("amount"), null, said("change")], bodies.map((row) => line(row, row.organization))),
      barred(`${of ?? ""} ${at}: ${said("programs")}`, [said("program"), said("amount"), null, said("change")], programs.map((row) => ({
        ...line(row, row.organization === of ? row.program : `${row.organization} ${row.program}`),
        note: [change(row.change_percent), " (", amount(row.previous_krw, figure(row.previous_document_id, row.previous_figure_id)), ")"] }))),
    );
  };

  const fill = (select, found, kept) => {
    select.replaceChildren(...found.map((value) => new Option(value === null ? said("no_government") : value, value ?? "")));
    if (found.includes(kept)) select.value = kept ?? "";
  };
  const bodiesOf = (of) => [...new Set([...values("whole", "organization", { government: of }), ...values("stages", "organization", { government: of })])]
    .sort((a, b) => (b === of) - (a === of) || (a < b ? -1 : 1));
  const yearsOf = (of) => [...new Set(["whole", "themes", "programs", "stages"].flatMap((name) => values(name, "fiscal_year", { government: of })))].sort((a, b) => b - a);
  const refill = () => {
    const of = none(government.value);
    fill(organization, bodiesOf(of), organization.value);
    const found = yearsOf(of);
    // The year of which most is known.
    const known = (at) => ["whole", "themes", "programs"].reduce((sum, name) => sum + rows(name, { government: of, fiscal_year: at }).length, 0);
    fill(year, found, found.includes(Number(year.value)) ? Number(year.value) : found.reduce((best, at) => known(at) > known(best) ? at : best, found[0]));
    show();
  };
  const governments = [...new Set(["whole", "themes", "programs", "stages"].flatMap((name) => values(name, "government")))];
  const weight = new Map();
  for (const name of ["whole", "themes", "programs", "stages"]) for (const of of data[name].government ?? []) weight.set(of, (weight.get(of) ?? 0) + 1);
  fill(government, governments.sort((a, b) => (a ?? "힣") < (b ?? "힣") ? -1 : 1), governments.reduce((best, of) => (weight.get(of) ?? 0) > (weight.get(best) ?? 0) ? of : best, governments[0]));
  refill();
  government.addEventListener("change", refill);
  organization.addEventListener("change", show);
  year.addEventListener("change", show);
  document.addEventListener("yesan:language", show);
  part.dataset.ready = "";
})();
