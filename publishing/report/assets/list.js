// Lists that grow with the release (lists.py): filters, pages, and links to an entry that is not shown yet.
(() => {
  "use strict";
  const lists = {};

  yesan.list = (name, size, rows, facets) => { lists[name] = { name, size, rows, facets, pieces: [], waiting: {}, page: 0, shown: 0 }; };
  yesan.piece = (name, number, entries) => {
    lists[name].pieces[number] = entries;
    lists[name].waiting[number]?.(entries);
  };

  const fetched = (list, number) => list.pieces[number] ? Promise.resolve(list.pieces[number]) : new Promise((resolve) => {
    const before = list.waiting[number];
    list.waiting[number] = (entries) => { before?.(entries); resolve(entries); };
    if (before) return;
    const script = document.createElement("script");
    script.src = `data/${list.name}-${number}.js`;
    document.head.append(script);
  });

  const chosen = (list) => {
    const wanted = Object.keys(list.facets).map((facet) => {
      const value = list.form?.elements[facet]?.value;
      return value ? list.facets[facet].indexOf(value) : null;
    });
    return [...list.rows.keys()].filter((place) => wanted.every((code, at) => code === null || list.rows[place][at + 1] === code));
  };

  const show = async (list, page) => {
    const turn = ++list.shown;
    list.page = page;
    const places = list.matches.slice(page * list.size, (page + 1) * list.size);
    const entries = await Promise.all(places.map(async (place) => (await fetched(list, Math.floor(place / list.size)))[place % list.size]));
    if (turn !== list.shown) return;
    list.element.innerHTML = entries.join("");
    for (const part of document.querySelectorAll(`[data-list-of="${list.name}"]`)) {
      const first = list.matches.length ? page * list.size + 1 : 0;
      const values = { first, last: page * list.size + places.length, size: list.matches.length, all: list.rows.length };
      for (const value of part.querySelectorAll("[data-value]")) value.textContent = values[value.dataset.value].toLocaleString("en");
      for (const button of part.querySelectorAll("[data-step]")) {
        const to = page + Number(button.dataset.step);
        button.disabled = to < 0 || to * list.size >= Math.max(list.matches.length, 1);
      }
      const empty = part.querySelector("[data-empty]");
      if (empty) empty.hidden = list.matches.length > 0;
    }
    yesan.speak();
  };

  const filtered = (list) => { list.matches = chosen(list); return show(list, 0); };

  const follow = async () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (!anchor || document.getElementById(anchor)) return;
    for (const list of Object.values(lists)) {
      const place = list.rows.findIndex((row) => row[0] === anchor);
      if (place < 0) continue;
      if (!list.matches.includes(place)) {
        for (const field of list.form?.elements ?? []) if (field.name) field.value = "";
        list.matches = chosen(list);
      }
      await show(list, Math.floor(list.matches.indexOf(place) / list.size));
      const target = document.getElementById(anchor);
      location.replace("#" + encodeURIComponent(anchor));
      target?.scrollIntoView();
      target?.focus();
    }
  };

  document.addEventListener("DOMContentLoaded", async () => {
    const query = new URLSearchParams(location.search);
    for (const list of Object.values(lists)) {
      list.element = document.getElementById(list.name);
      list.form = document.querySelector(`form[data-filters="${list.name}"]`);
      list.pieces[0] = [...list.element.children].map((child) => child.outerHTML);
      for (const [facet, value] of query) if (list.form?.elements[facet]) list.form.elements[facet].value = value;
      list.form?.addEventListener("submit", (event) => event.preventDefault());
      list.form?.addEventListener("change", () => filtered(list));
      list.form?.addEventListener("reset", () => setTimeout(() => filtered(list)));
      document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-step]");
        if (button?.closest(`[data-list-of="${list.name}"]`)) {
          show(list, list.page + Number(button.dataset.step));
          list.element.scrollIntoView();
        }
      });
      await filtered(list);
    }
    document.documentElement.dataset.ready = "";
    await follow();
  });
  addEventListener("hashchange", follow);
})();
