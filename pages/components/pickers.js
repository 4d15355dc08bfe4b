(() => {
  // Streamlit compares what is typed in a picker with its options in small letters, and knows no other way. While
  // somebody is in a picker these are without marks, and i stands for y, so that "duc co" finds Đức Cơ and "qui nhon"
  // Quy Nhơn there as in the search (indicators/folding.py).
  if (window.markless) return;
  window.markless = true;
  const PICKERS = "[data-testid=stSelectbox], [data-testid=stMultiSelect]";
  const small = String.prototype.toLowerCase;
  String.prototype.toLowerCase = function () {
    const letters = small.call(this);
    if (!/[^\0-\x7f]|y/.test(letters) || !document.activeElement?.closest(PICKERS)) return letters;
    return letters.replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("y", "i");
  };
})();
