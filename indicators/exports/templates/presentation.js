(() => {
  const stage = document.getElementById("stage");
  const slides = [...stage.querySelectorAll("section")];
  // Streamlit leaves out a script in which something looks like a tag: what it adds is made of elements.
  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const part = (tag, name) => made(tag, { "data-part": name });
  const words = JSON.parse(stage.dataset.words);
  const live = stage.appendChild(made("iframe", { hidden: "", title: words.live }));
  stage.querySelectorAll("[data-svg]").forEach((place) => {
    const bytes = Uint8Array.from(atob(place.dataset.svg), (letter) => letter.charCodeAt(0));
    place.innerHTML = new TextDecoder().decode(bytes);
  });
  // The place is in the address, so that a link and coming back show the same slide; who opens the deck anew in the
  // same window goes on where it was left.
  const KEPT = `slide of ${stage.getAttribute("aria-label")}, ${slides.length}`;
  const asked = Number(new URLSearchParams(location.search).get("slide") || sessionStorage.getItem(KEPT) || 1);
  let at = Math.min(Math.max(asked || 1, 1), slides.length);

  const is = (state) => stage.classList.contains(state);
  const show = (number) => {
    at = Math.min(Math.max(number, 1), slides.length);
    slides.forEach((slide, index) => {
      slide.classList.toggle("now", index + 1 === at);
      slide.setAttribute("aria-hidden", String(index + 1 !== at && !is("all")));
    });
    const address = new URL(location.href);
    address.searchParams.set("slide", String(at));
    history.replaceState(history.state, "", address);
    sessionStorage.setItem(KEPT, String(at));
    stage.dataset.at = String(at);
    if (is("all")) slides[at - 1].scrollIntoView({ block: "nearest" });
    tell();
  };
  const overview = (wanted) => { stage.classList.toggle("all", wanted); show(at); };
  // In the overview up and down go by rows.
  const row = () => (is("all") ? across() : 1);
  const across = () => getComputedStyle(stage).gridTemplateColumns.split(" ").length;

  // Full screen keeps Escape for the browser, unless it lends the key: then it leads back to the slide first.
  const enter = async () => {
    await stage.requestFullscreen();
    await navigator.keyboard?.lock?.(["Escape"]);
  };
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : enter());
  const black = () => stage.classList.toggle("black");

  // The live page lies over the slides, within their full screen.
  const open = () => {
    const link = slides[at - 1].querySelector("[data-live]");
    if (!link) return;
    live.src = link.href;
    live.hidden = false;
    live.focus();
  };
  const close = () => { live.hidden = true; live.src = "about:blank"; stage.focus(); };
  live.addEventListener("load", () => live.contentDocument?.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, [contenteditable], [role=combobox], [role=listbox]");
    if (isTyping || (event.key !== "Escape" && event.key.toLowerCase() !== "l")) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }, true));

  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    stage.querySelector("[data-leave]").click();
  };
  const escape = () => {
    if (!live.hidden) close();
    else if (is("black")) black();
    else if (is("all")) overview(false);
    else if (document.fullscreenElement) document.exitFullscreen();
    else leave();
  };

  const PRESENTER_LOOK = `body { margin: 1rem; font: 20px/1.35 "Source Sans", "Segoe UI", Arial, sans-serif; color: #1f2933; }
    header { display: flex; gap: 2rem; font-size: 24px; font-variant-numeric: tabular-nums; }
    main { display: grid; grid-template-columns: 3fr 2fr; gap: 1rem; margin: .75rem 0; }
    main > div, aside > div { border: 1px solid #8a94a0; padding: .5rem; overflow: hidden; aspect-ratio: 16/9; font-size: 10px; }
    h1 { font-size: 15px; margin: 0 0 .25rem; } h2 { font-size: 15px; margin: 0; } aside { font-size: 11px; }
    svg { width: 100%; height: auto; max-height: 100%; } table { width: 100%; border-collapse: collapse; }
    footer { display: none; } [data-part=notes] p { margin: .5rem 0; }
    [data-part=notes] p:nth-of-type(n+3) { font-size: 15px; margin: .2rem 0; }`;
  // The presenter's window: notes, the next slide, the time. It is written from here and runs no script of its own.
  const clock = (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  const presenter = () => attach(window.open("", "presenter", "width=1000,height=700"));
  function attach(opened) {
    if (!opened || opened.closed) return;
    window.presenterWindow = opened;
    opened.began ??= Date.now();
    opened.document.title = words.presenter;
    opened.document.body.replaceChildren(
      made("style", {}, PRESENTER_LOOK),
      made("header", {}, part("b", "number"), part("span", "clock"), made("span", {}, words.since, " ", part("span", "since"))),
      made("main", {}, part("div", "now"), made("aside", {}, made("h2", {}, words.next), part("div", "next"))),
      part("div", "notes"),
    );
    opened.document.onkeydown = pressed;
    opened.clearInterval(opened.ticking);
    opened.ticking = opened.setInterval(tell, 1000);
    tell();
  }
  const copied = (slide) => {
    const copy = slide?.cloneNode(true);
    copy?.querySelectorAll("nav, .notes").forEach((part) => part.remove());
    return copy?.innerHTML ?? "";
  };
  function tell() {
    const other = window.presenterWindow;
    if (!other || other.closed || !stage.isConnected) return;
    const of = (name) => other.document.querySelector(`[data-part=${name}]`);
    of("clock").textContent = new Date().toLocaleTimeString("vi-VN");
    of("since").textContent = clock((Date.now() - other.began) / 1000);
    if (of("notes").dataset.at === `${at}`) return;
    of("notes").dataset.at = `${at}`;
    of("notes").innerHTML = slides[at - 1].querySelector(".notes")?.innerHTML ?? "";
    of("number").textContent = `${at}/${slides.length}`;
    of("now").innerHTML = copied(slides[at - 1]);
    of("next").innerHTML = copied(slides[at]);
  }

  const next = () => show(at + 1), back = () => show(at - 1);
  const doing = {
    ArrowRight: next, PageDown: next, " ": next, n: next, ArrowDown: () => show(at + row()),
    ArrowLeft: back, PageUp: back, Backspace: back, ArrowUp: () => show(at - row()),
    Enter: () => (is("all") ? overview(false) : next()),
    Home: () => show(1), End: () => show(slides.length),
    o: () => overview(!is("all")), f: full, F5: () => { show(1); enter(); }, p: presenter,
    b: black, ".": black, l: () => (live.hidden ? open() : close()), Escape: escape,
  };
  function pressed(event) {
    if (!stage.isConnected) { document.removeEventListener("keydown", pressed, true); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // Who searches, writes.
    if (event.target.closest?.("dialog")) return;
    // A focused button or link keeps its own keys.
    if ([" ", "Enter"].includes(event.key) && event.target.closest?.("#stage nav")) return;
    let action = doing[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    // As in PowerPoint: shift begins at the slide that is seen.
    if (event.key === "F5" && event.shiftKey) action = enter;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    // A black screen shows the slide again at any key.
    if (is("black") && ![black, escape].includes(action)) black();
    else action();
  }
  document.addEventListener("keydown", pressed, true);

  // The bar fades while nobody moves, and the pointer with it.
  let resting;
  const awake = () => {
    stage.classList.remove("resting");
    clearTimeout(resting);
    resting = setTimeout(() => stage.classList.add("resting"), 3000);
  };
  ["pointermove", "pointerdown", "focusin"].forEach((kind) => stage.addEventListener(kind, awake));

  let touched = null, swiped = false;
  stage.addEventListener("touchstart", (event) => {
    swiped = false;
    touched = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!touched || is("all")) return;
    const { clientX, clientY } = event.changedTouches[0];
    const x = clientX - touched.clientX, y = clientY - touched.clientY;
    swiped = Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y);
    if (swiped) show(at + (x < 0 ? 1 : -1));
  });
  stage.addEventListener("click", (event) => {
    const named = event.target.closest("[data-do]");
    if (named) { doing[named.dataset.do](); return; }
    const link = event.target.closest("a");
    if (link?.matches("[data-live]")) { event.preventDefault(); open(); return; }
    if (link || swiped) { swiped = false; return; }
    if (is("black")) { black(); return; }
    if (is("all")) {
      const chosen = event.target.closest("section");
      if (chosen) { at = slides.indexOf(chosen) + 1; overview(false); }
      return;
    }
    show(at + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  show(at);
  awake();
  // Drawn anew, the slides go on with the window that the ones before opened.
  attach(window.presenterWindow);
})();
