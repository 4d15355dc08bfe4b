(() => {
  for (const place of document.querySelectorAll("[data-picture]:empty")) {
    const bytes = Uint8Array.from(atob(place.dataset.picture), (letter) => letter.charCodeAt(0));
    place.innerHTML = new TextDecoder().decode(bytes);
    const links = [...place.querySelectorAll("a")];
    // The tab key stops once at a picture; within it arrows lead to the nearest mark on that side.
    const stop = (link) => links.forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
    stop(links[0]);
    const middle = (link) => {
      const box = link.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    place.addEventListener("keydown", (event) => {
      const side = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      const from = event.target.closest("a");
      if (!side || !from) return;
      event.preventDefault();
      const [x, y] = middle(from);
      let nearest = null, least = Infinity;
      for (const link of links) {
        const [across, down] = [middle(link)[0] - x, middle(link)[1] - y];
        const ahead = across * side[0] + down * side[1], aside = Math.abs(across * side[1]) + Math.abs(down * side[0]);
        // What lies further aside than ahead is on another side.
        if (ahead < 1 || aside > ahead || ahead + 2 * aside >= least) continue;
        [nearest, least] = [link, ahead + 2 * aside];
      }
      if (!nearest) return;
      stop(nearest);
      nearest.focus();
    });
  }
})();
