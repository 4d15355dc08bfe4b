(() => {
  // The dialog lies beside Streamlit's own tree and outlives every page; it is made once.
  if (document.getElementById("search")) return;
  const MOST = 12;
  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  // As indicators/analysis/search.py folds what is searched.
  const folded = (words) =>
    (words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("y", "i")
      .match(/[a-z0-9.]+/g) ?? []).join(" ");

  const input = made("input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "search-found",
    "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const found = made("div", { id: "search-found", role: "listbox" });
  const said = made("p", { role: "status" });
  const keys = made("p", { class: "keys" });
  const dialog = made("dialog", { id: "search" }, input, found, said, keys);
  document.body.append(dialog);

  let words = {}, entries = [], fetched = {}, chosen = 0;
  // Until all names are there nobody knows that nothing is called so.
  let listed = Promise.resolve(), isListed = false;
  const fetchOnce = (language) =>
    (fetched[language] ??= fetch(`./search?lang=${language}`).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }));

  function open() {
    const button = document.getElementById("search-open");
    if (!button || dialog.open) return;
    words = JSON.parse(button.dataset.words);
    // The theme is Streamlit's, and may change between two openings.
    const page = getComputedStyle(document.querySelector(".stApp"));
    dialog.style.setProperty("--paper", page.backgroundColor);
    dialog.style.setProperty("--ink", page.color);
    dialog.setAttribute("aria-label", words.search);
    found.setAttribute("aria-label", words.search);
    input.setAttribute("aria-label", words.what);
    input.placeholder = words.hint;
    keys.textContent = words.keys;
    input.value = "";
    dialog.showModal();
    const pages = JSON.parse(button.dataset.pages).map(([name, address]) => ["page", name, words.page, [folded(name)], address]);
    entries = pages;
    said.textContent = words.fetching;
    isListed = false;
    show();
    listed = list(pages);
  }

  async function list(pages) {
    try {
      const all = await fetchOnce(words.language);
      const led = new Set(all.map((entry) => entry[4]));
      const dossiers = all.findIndex((entry) => entry[0] === "dossier");
      const before = dossiers < 0 ? all.length : dossiers;
      entries = [...all.slice(0, before), ...pages.filter((page) => !led.has(page[4])), ...all.slice(before)];
      said.textContent = "";
      isListed = true;
    } catch {
      delete fetched[words.language];
      said.textContent = words.failed;
    }
    show();
  }

  // 0: the whole name; then its beginning, the beginnings of its words, a part of it; other names after the name.
  function distance(entry, whole, parts) {
    let best = Infinity;
    entry[3].forEach((key, place) => {
      const later = place ? 0.5 : 0;
      const starts = ` ${key}`;
      if (key === whole) best = Math.min(best, later);
      else if (key.startsWith(whole)) best = Math.min(best, 1 + later);
      else if (parts.every((part) => starts.includes(` ${part}`))) best = Math.min(best, 2 + later);
      else if (key.replaceAll(" ", "").includes(parts.join(""))) best = Math.min(best, 3 + later);
    });
    if (best < Infinity) return best;
    const all = ` ${entry[3].join(" ")} `;
    return parts.every((part) => all.includes(` ${part}`)) ? 4 : Infinity;
  }

  function matching() {
    const whole = folded(input.value);
    if (!whole) return entries.filter((entry) => entry[0] === "page");
    const parts = whole.split(" ");
    return entries
      .map((entry, place) => [distance(entry, whole, parts), place, entry])
      .filter(([far]) => far < Infinity)
      .sort((one, other) => one[0] - other[0] || one[1] - other[1])
      .slice(0, MOST)
      .map(([, , entry]) => entry);
  }

  function show() {
    const shown = matching();
    found.replaceChildren(
      ...shown.map(([, name, note, , address], place) =>
        made("a", { id: `search-${place}`, role: "option", href: address, tabindex: "-1" },
          made("span", {}, name), made("small", {}, note)),
      ),
    );
    if (isListed && !shown.length && input.value.trim()) said.textContent = words.none;
    else if (said.textContent === words.none) said.textContent = "";
    choose(0);
  }

  function choose(place) {
    const options = [...found.children];
    chosen = Math.max(0, Math.min(place, options.length - 1));
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    const option = options[chosen];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(chosen + step);
    // Whoever types faster than the names come is led there when they are.
    else if (event.key === "Enter") listed.then(() => dialog.open && found.children[chosen]?.click());
    else return;
    event.preventDefault();
  });
  // Beside the dialog is its backdrop.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("click", (event) => event.target.closest?.("#search-open") && open());
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    // For a moment the field of the dialog that was just closed still has the keys.
    const writes = field && (field !== input || dialog.open);
    const asks = (event.key === "/" && !writes) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!asks || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, true);
})();
