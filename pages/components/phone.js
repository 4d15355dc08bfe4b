(() => {
  // The button that opens the drawer of pickers says what is chosen in them now.
  const button = document.getElementById("choices-open");
  const pickers = () => [...document.querySelectorAll("[data-testid=stSelectbox] input")].filter((one) => !one.closest("form, [data-testid=stExpander], .st-key-brought"));
  const say = () => {
    const open = document.documentElement.classList.contains("choosing");
    const asked = pickers().filter((one) => !one.closest(".st-key-choose_lang"));
    const values = (some) => some.map((one) => one.value).filter(Boolean);
    const chosen = values(asked).filter((value) => ![button.dataset.all, "–"].includes(value));
    // Where nothing is left out and nobody picked, that is said; beside the language alone, the language.
    const told = [chosen, values(asked), values(pickers())].find((some) => some.length) ?? [];
    button.hidden = !pickers().length;
    button.textContent = open ? button.dataset.done : `${button.dataset.choose}: ${told.join(" · ")}`;
    button.setAttribute("aria-expanded", String(open));
  };
  button.onclick = () => {
    document.documentElement.classList.toggle("choosing");
    say();
  };
  window.phoneWatch?.disconnect();
  window.phoneWatch = new MutationObserver((changes) => changes.some((change) => !button.contains(change.target)) && say());
  window.phoneWatch.observe(document.querySelector("[data-testid=stMain]"), { subtree: true, childList: true, attributeFilter: ["value"] });
  say();
})();
