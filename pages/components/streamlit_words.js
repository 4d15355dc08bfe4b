(() => {
  const told = document.getElementById("streamlit-words").dataset.words;
  if (window.streamlitWords?.told === told) return;
  window.streamlitWords?.observer.disconnect();
  const words = Object.entries(JSON.parse(told));
  const patterns = words
    .filter(([theirs]) => theirs.includes("{n}"))
    .map(([theirs, ours]) => [new RegExp(`^${theirs.replace(/[/.?]/g, "\\$&").replace("{n}", "(.+)")}$`), ours]);
  const plain = new Map(words);
  const translated = (said) => {
    const theirs = said.trim();
    if (plain.has(theirs)) return plain.get(theirs);
    const [pattern, ours] = patterns.find(([known]) => known.test(theirs)) ?? [];
    return pattern ? ours.replace("{n}", theirs.match(pattern)[1]) : said;
  };
  const SAID = ["aria-label", "title", "placeholder"];
  // Their menu has headings among the items of a list, which then is none to who hears it: its links alone are told.
  const NO_LIST = "[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li";
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      // What stands on a page is the page's own.
      const ours = node.parentElement?.closest(".stMarkdown, .stHtml, #search") ? node.nodeValue : translated(node.nodeValue);
      if (ours !== node.nodeValue) node.nodeValue = ours;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of SAID) {
        const theirs = node.getAttribute(name), ours = theirs && translated(theirs);
        if (ours !== theirs) node.setAttribute(name, ours);
      }
      if (node.matches(NO_LIST)) node.setAttribute("role", "presentation");
      node.childNodes.forEach(translate);
    }
  };
  const observer = new MutationObserver((changes) =>
    changes.forEach((change) => (change.type === "childList" ? change.addedNodes.forEach(translate) : translate(change.target))));
  translate(document.body);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: SAID });
  window.streamlitWords = { told, observer };
})();
