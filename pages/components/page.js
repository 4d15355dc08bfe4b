(() => {
  // So that no browser offers to translate the page.
  document.documentElement.lang = document.querySelector("[data-language]").dataset.language;
  // On which screen the page is, told in a cookie; where that has changed the page is opened anew.
  const told = () => document.cookie.split("; ").find((one) => one.startsWith("screen=")) ?? "screen=laptop";
  const is = (screen) => matchMedia(screen).matches;
  const before = told();
  const isProjector = is("(min-width: 1800px) and (min-height: 900px)");
  const now = "screen=" + (isProjector ? "projector" : is("(max-width: 640px)") ? "phone" : "laptop");
  document.cookie = now + "; path=/; max-age=31536000; SameSite=Lax";
  if (before !== now && told() === now) location.reload();
})();
