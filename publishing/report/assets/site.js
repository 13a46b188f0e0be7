// What every page does: remembers language and colour scheme. Loaded in the head, before anything shows.
(() => {
  "use strict";
  const root = document.documentElement;
  const remembered = (key) => { try { return localStorage.getItem("yesan-" + key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem("yesan-" + key, value); } catch { /* not kept */ } };
  const own = (navigator.language || "ko").startsWith("ko") ? "ko" : "en";

  const pressed = (name, value) => {
    for (const button of document.querySelectorAll(`[data-choose-${name}]`))
      button.setAttribute("aria-pressed", String(button.getAttribute(`data-choose-${name}`) === value));
  };

  // Attributes cannot hold both languages: `data-ko-placeholder` and `data-en-placeholder` become `placeholder`.
  const speak = () => {
    const language = root.dataset.language;
    const title = document.querySelector("title[data-ko]");
    if (title) document.title = title.dataset[language];
    for (const name of ["placeholder", "aria-label", "title", "label"])
      for (const element of document.querySelectorAll(`[data-${language}-${name}]`))
        element.setAttribute(name, element.getAttribute(`data-${language}-${name}`));
    for (const option of document.querySelectorAll("option[data-ko]"))
      option.textContent = option.dataset[language];
  };

  const yesan = window.yesan = {
    get language() { return root.dataset.language; },
    speak,
    setLanguage(language) {
      root.dataset.language = root.lang = language;
      pressed("language", language);
      speak();
      document.dispatchEvent(new CustomEvent("yesan:language", { detail: language }));
    },
    setScheme(scheme) {
      if (scheme === "auto") delete root.dataset.scheme; else root.dataset.scheme = scheme;
      pressed("scheme", scheme);
    },
  };

  const language = remembered("language") || own;
  root.dataset.language = root.lang = language;
  const scheme = remembered("scheme") || "auto";
  yesan.setScheme(scheme);

  document.addEventListener("DOMContentLoaded", () => {
    yesan.setLanguage(language);
    yesan.setScheme(scheme);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-choose-language], [data-choose-scheme]");
      if (!button) return;
      const { chooseLanguage, chooseScheme } = button.dataset;
      if (chooseLanguage) { remember("language", chooseLanguage); yesan.setLanguage(chooseLanguage); }
      if (chooseScheme) { remember("scheme", chooseScheme); yesan.setScheme(chooseScheme); }
    });
    addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details:not([open])")) { d.open = true; d.dataset.printed = ""; } });
    addEventListener("afterprint", () => { for (const d of document.querySelectorAll("details[data-printed]")) { d.open = false; delete d.dataset.printed; } });
  });
})();
