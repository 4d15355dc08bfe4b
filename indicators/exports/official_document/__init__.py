"""An official document after Nghị định 30/2020/NĐ-CP as a Word file."""
