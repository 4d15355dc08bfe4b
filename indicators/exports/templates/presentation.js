(() => {
  const stage = document.getElementById("stage");
  const slides = [...stage.querySelectorAll("section")];
  stage.querySelectorAll("[data-svg]").forEach((place) => {
    const bytes = Uint8Array.from(atob(place.dataset.svg), (letter) => letter.charCodeAt(0));
    place.innerHTML = new TextDecoder().decode(bytes);
  });
  let at = Math.min(Math.max(Number(new URLSearchParams(location.search).get("slide") || 1), 1), slides.length);
  const show = (number) => {
    at = Math.min(Math.max(number, 1), slides.length);
    slides.forEach((slide, index) => {
      slide.classList.toggle("now", index + 1 === at);
      slide.setAttribute("aria-hidden", String(index + 1 !== at && !stage.classList.contains("all")));
    });
    // The address follows, so that coming back from a page shows the same slide.
    const address = new URL(location.href);
    address.searchParams.set("slide", String(at));
    history.replaceState(history.state, "", address);
    stage.dataset.at = String(at);
  };
  const overview = (wanted) => {
    stage.classList.toggle("all", wanted);
    show(at);
    if (wanted) slides[at - 1].scrollIntoView({ block: "nearest" });
  };
  const leave = () => stage.querySelector("[data-leave]").click();
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen());
  const doing = {
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1),
    " ": () => show(at + 1), Enter: () => (stage.classList.contains("all") ? overview(false) : show(at + 1)),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1),
    Backspace: () => show(at - 1), Home: () => show(1), End: () => show(slides.length),
    o: () => overview(!stage.classList.contains("all")), f: full,
    l: () => slides[at - 1].querySelector("[data-live]")?.click(),
    Escape: () => (stage.classList.contains("all") ? overview(false) : leave()),
  };
  const pressed = (event) => {
    if (!stage.isConnected) { document.removeEventListener("keydown", pressed, true); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // A focused button or link keeps its own keys.
    if ([" ", "Enter"].includes(event.key) && event.target.closest?.("#stage nav")) return;
    const action = doing[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  document.addEventListener("keydown", pressed, true);
  stage.addEventListener("click", (event) => {
    const named = event.target.closest("[data-do]");
    if (named) { doing[named.dataset.do](); return; }
    if (event.target.closest("a")) return;
    if (stage.classList.contains("all")) {
      const chosen = event.target.closest("section");
      if (chosen) { at = slides.indexOf(chosen) + 1; overview(false); }
      return;
    }
    show(at + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  show(at);
})();
