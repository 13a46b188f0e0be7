// A document's page: pointing at an amount, moving to it or tapping it shows what the list below says of it.
(() => {
  "use strict";
  const panel = document.getElementById("explained");
  const list = panel.querySelector("dl");
  let chosen = null;

  const row = (mark) => document.getElementById(decodeURIComponent(mark.getAttribute("href").slice(1)));

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
    const told = row(mark);
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
    if (event.target.closest("[data-close]")) { const back = chosen; choose(null); back?.focus({ preventScroll: true }); choose(null); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose(null);
    // The keyboard goes on to the list.
    if (event.key === "Enter" && near(event)) { event.preventDefault(); location.hash = near(event).getAttribute("href"); }
  });

  const arrive = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (mark?.matches("a.a")) { mark.focus(); mark.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
