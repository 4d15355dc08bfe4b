(() => {
  // So that no browser offers to translate the page.
  document.documentElement.lang = document.querySelector("[data-language]").dataset.language;
  // This script runs when a page begins and when it is drawn; what follows is begun once.
  const start = () => {
    // What holds on every page (pages/components/url_choice.py); and all that was chosen so far.
    const READING = ["scope", "period", "read"], SCREEN = ["lang", "separator"];
    const held = new Map();
    let carried = [];

    // An address in one way of writing; Streamlit keeps those of an embedded page to itself.
    const written = (search) => JSON.stringify(
      Object.entries(Object.fromEntries(new URLSearchParams(search)))
        .filter(([name]) => !name.startsWith("embed")).sort(),
    );

    // A menu takes along all that is chosen, a link what it does not say itself of reading and language.
    const carry = (address) => {
      // Also what was chosen a moment ago, while the page is still being drawn.
      new URL(location.href).searchParams.forEach((value, name) => held.set(name, value));
      const own = [...address.searchParams.keys()];
      const ofAnother = ["period", "read"].some((name) => own.includes(name))
        || (own.includes("scope") && address.searchParams.get("scope") !== held.get("scope"));
      const named = ofAnother ? SCREEN : [...READING, ...SCREEN];
      carried = (own.length ? named : [...held.keys()]).filter((name) => held.has(name) && !own.includes(name));
      carried.forEach((name) => address.searchParams.set(name, held.get(name)));
      return address;
    };
    // Pages are gone to by `go` and by the browser's steps alone. Streamlit names the page that it begins to draw, too:
    // by then the reader may have gone a step back, and would be fetched to it again.
    const push = history.pushState.bind(history);
    history.pushState = (state, title, address) => {
      if (new URL(address, location.href).pathname === location.pathname) push(state, title, address);
    };
    // As if the browser had gone there: one step back, and the page is told the whole address.
    const go = (address) => {
      if (address.href !== location.href) push({}, "", address);
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    };
    const isBeside = (address) => new URL(".", address).href === new URL(".", location.href).href;
    const followed = (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.target === "_blank" || link.hasAttribute("download")) return;
      const given = link.getAttribute("href");
      const address = new URL(given, location.href);
      if (given.startsWith("#") || !isBeside(address)) return;
      carry(address);
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
        link.setAttribute("href", address.href);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      // The search or the menu that it stood in closes.
      link.closest("dialog")?.close();
      link.closest("[data-testid=stSidebar]")?.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
      if (link.closest("[role=menu]")) {
        link.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      }
      go(address);
    };
    document.addEventListener("click", followed, true);
    document.addEventListener("auxclick", followed, true);

    // The address of what is shown takes the place of the one that was asked for, without a step.
    return () => {
      const shown = document.querySelector("[data-address]");
      // While a page is drawn the words of the one before still stand there.
      if (!shown || shown.dataset.page !== location.pathname.split("/").pop()) return;
      // And whoever has gone on by then, or a step back, is not fetched back to what was drawn for the address before.
      if (written(location.search) !== written(shown.dataset.of)) return;
      if (shown.dataset.goes) {
        go(carry(new URL(shown.dataset.goes, location.href)));
        return;
      }
      const address = new URL(location.href), says = new URLSearchParams(shown.dataset.address);
      const asked = shown.dataset.asked.split(" ").filter(Boolean);
      asked.forEach((name) => (says.has(name) ? held.set(name, says.get(name)) : held.delete(name)));
      [...asked, ...carried].forEach((name) => {
        if (says.has(name)) address.searchParams.set(name, says.get(name));
        else address.searchParams.delete(name);
      });
      carried = [];
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    };
  };
  (window.settle ??= start())();
})();
