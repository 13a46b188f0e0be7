// A document's page: pointing at an amount, moving to it or tapping it shows what the list below says of it.
(() => {
  "use strict";
  const panel = document.getElementById("explained");
  const list = panel.querySelector("dl");
  let chosen = null;

  // Rows that were not asked for yet stand as text in the page.
  const MANY = 200;
  const kept = (name) => document.getElementById(`more-${name}`);
  const drawn = (name, rows) => {
    const table = document.getElementById(`table-${name}`).cloneNode(true);
    table.removeAttribute("id");
    for (const named of table.querySelectorAll("[id]")) named.removeAttribute("id");
    table.tBodies[0].innerHTML = rows;
    return table;
  };
  const rowOf = (mark) => {
    const id = decodeURIComponent(mark.getAttribute("href").slice(1));
    const there = document.getElementById(id);
    if (there) return there;
    const name = id.startsWith("l") ? "leftovers" : "figures";
    const text = kept(name).textContent, start = text.indexOf(`<tr id="${id}"`);
    return drawn(name, text.slice(start, text.indexOf("</tr>", start))).tBodies[0].rows[0];
  };
  const showAll = (name) => {
    const more = kept(name);
    const button = document.querySelector(`[data-more="${name}"]`);
    const rows = more.textContent.split("</tr>").slice(0, -1);
    // In several tables, so that only those in sight are laid out.
    for (let at = 0; at < rows.length; at += MANY) {
      const part = document.createElement("div");
      part.className = "wide";
      part.append(drawn(name, rows.slice(at, at + MANY).join("</tr>")));
      more.before(part);
    }
    button.parentElement.remove();
    more.remove();
  };

  const entry = (label, value, first) => {
    const term = document.createElement("dt");
    const told = document.createElement("dd");
    term.append(...[...label.childNodes].map((node) => node.cloneNode(true)));
    told.append(...[...value.childNodes].map((node) => node.cloneNode(true)));
    for (const named of told.querySelectorAll("[id]")) named.removeAttribute("id");
    if (first) told.className = "first";
    list.append(term, told);
  };

  const choose = (mark) => {
    if (mark === chosen) return;
    chosen?.classList.remove("chosen");
    chosen?.removeAttribute("aria-describedby");
    chosen = mark;
    list.replaceChildren();
    panel.toggleAttribute("data-empty", mark === null);
    if (!mark) return;
    mark.classList.add("chosen");
    const told = rowOf(mark);
    const labels = told.closest("table").tHead.rows[0].cells;
    [...told.cells].forEach((cell, place) => entry(labels[place], cell, place === 0));
    mark.setAttribute("aria-describedby", "explained");
  };

  const near = (event) => event.target.closest?.(".read a.a") ?? null;

  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && near(event)) choose(near(event)); });
  document.addEventListener("focusin", (event) => { if (near(event)) choose(near(event)); });
  document.addEventListener("click", (event) => {
    const mark = near(event);
    // A tap explains; what it leads to is one more step away, in the list.
    if (mark) { event.preventDefault(); choose(mark); }
    const more = event.target.closest("[data-more]");
    if (more) showAll(more.dataset.more);
    if (event.target.closest("[data-close]")) { const back = chosen; choose(null); back?.focus({ preventScroll: true }); choose(null); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose(null);
    // The keyboard goes on to the list.
    if (event.key === "Enter" && near(event)) {
      event.preventDefault();
      const there = near(event).getAttribute("href");
      if (!document.getElementById(there.slice(1))) showAll(there.startsWith("#l") ? "leftovers" : "figures");
      location.hash = there;
    }
  });

  const arrive = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (mark?.matches("a.a")) { mark.focus(); mark.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
