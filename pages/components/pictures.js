(() => {
  // Begun once; every picture that comes is put in.
  if (window.pictures) return;
  window.pictures = true;
  // The tab key stops once at a picture; within it arrows lead to the nearest mark on that side.
  const stop = (links, link) => links.forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const nearest = (links, from, side) => {
    const [x, y] = middle(from);
    let found = null, least = Infinity;
    for (const link of links) {
      const [across, down] = [middle(link)[0] - x, middle(link)[1] - y];
      const ahead = across * side[0] + down * side[1], aside = Math.abs(across * side[1]) + Math.abs(down * side[0]);
      // What lies further aside than ahead is on another side.
      if (ahead < 1 || aside > ahead || ahead + 2 * aside >= least) continue;
      [found, least] = [link, ahead + 2 * aside];
    }
    return found;
  };

  const put = (place) => {
    const bytes = Uint8Array.from(atob(place.dataset.svg), (letter) => letter.charCodeAt(0));
    place.innerHTML = new TextDecoder().decode(bytes);
    // What a browser shows after a second is shown at once, also to a finger and to who goes by keyboard.
    for (const title of place.querySelectorAll("title")) {
      title.parentNode.dataset.name = title.textContent;
      title.remove();
    }
    const links = [...place.querySelectorAll("a")];
    stop(links, links[0]);
  };
  const putAll = () => document.querySelectorAll(".picture [data-svg]:empty").forEach(put);
  new MutationObserver(putAll).observe(document.body, { childList: true, subtree: true });
  putAll();

  const tip = document.createElement("div");
  tip.id = "mark-name";
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  const tell = (event) => {
    const within = event.target.closest?.(".picture a, .picture [data-name]");
    const mark = within?.matches("a") ? within.querySelector("[data-name]") : within;
    tip.textContent = mark?.dataset.name ?? "";
    if (!mark) return;
    const at = mark.getBoundingClientRect(), wide = tip.offsetWidth, high = tip.offsetHeight;
    const middle = event.clientX ?? (at.left + at.right) / 2;
    tip.style.left = `${Math.max(4, Math.min(middle - wide / 2, innerWidth - wide - 4))}px`;
    tip.style.top = `${at.top - high - 8 > 0 ? at.top - high - 8 : at.bottom + 8}px`;
  };
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, tell);
  for (const kind of ["scroll", "popstate"]) addEventListener(kind, () => (tip.textContent = ""), true);

  // A finger meets no dot: what is touched beside every mark is the nearest one, if it is near.
  const NEAR = 14;
  document.addEventListener("click", (event) => {
    const place = event.target.closest?.(".picture [data-svg]");
    if (!place || event.target.closest("a")) return;
    const away = (link) => {
      const box = link.getBoundingClientRect();
      const beyond = (at, low, high) => Math.max(low - at, at - high, 0);
      return Math.hypot(beyond(event.clientX, box.left, box.right), beyond(event.clientY, box.top, box.bottom));
    };
    const near = [...place.querySelectorAll("a")].map((link) => [away(link), link]).sort((one, other) => one[0] - other[0])[0];
    if (near && near[0] <= NEAR) near[1].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });

  document.addEventListener("keydown", (event) => {
    const from = event.target.closest?.(".picture a");
    const side = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!from || !side) return;
    event.preventDefault();
    const links = [...from.closest("[data-svg]").querySelectorAll("a")];
    const reached = nearest(links, from, side);
    if (!reached) return;
    stop(links, reached);
    reached.focus();
  });
})();
