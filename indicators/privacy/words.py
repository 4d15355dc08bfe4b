"""Which words follow one another in the names of procedures: what a person's name among them does not.

"hồ sơ", "quản lý" and "đặc biệt" hold family names (Hồ, Lý, Đặng without marks) and are none; that is learned
from the catalogue of procedures, not listed by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from indicators.folding import without_marks
from indicators.reference.procedures import Procedure, load_procedures
from indicators.reference.provinces import load_provinces

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’ʼ`´]?")
MARKED = re.compile(r"[À-ÖØ-öø-ỹĂăĐđĨĩŨũƠơƯư]")
# Ordinary phrases of offices that no procedure's name happens to hold.
_ORDINARY = (
    "hồ sơ quá hạn đang xử lý, chậm do cán bộ, công chức nghỉ phép, nghỉ ốm, đi công tác, quá tải, thiếu người",
    "chờ ý kiến phối hợp của sở, ngành; chờ kết quả thẩm định, xác minh, đo đạc; lý do trễ hạn, lý do chậm",
    "lỗi đồng bộ với Cổng Dịch vụ công quốc gia; lỗi phần mềm; lỗi kết nối; hệ thống bị lỗi, không đồng bộ được",
    "danh sách hồ sơ trễ hạn; đoàn kiểm tra; văn thư; tổ công tác; phụ lục; nhầm số liệu, nhập sai, gõ nhầm",
    "theo văn bản, công văn số của Văn phòng; đính chính; cập nhật; tạm dừng; bổ sung; trả lại; đã trả kết quả",
    "Bộ Y tế, Bộ Giáo dục và Đào tạo, Bộ Nội vụ, Bộ Văn hóa, Thể thao và Du lịch, Bộ Công Thương, Bộ Xây dựng",
    "Bộ Nông nghiệp và Môi trường, Bộ Khoa học và Công nghệ, Bộ Tài chính, Bộ Tư pháp, Bộ Ngoại giao, Bộ Dân tộc",
    "Sở Y tế, Sở Giáo dục và Đào tạo, Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch, Sở Công Thương, Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường, Sở Khoa học và Công nghệ, Sở Tài chính, Sở Tư pháp, Sở Ngoại vụ, Sở Dân tộc",
    "thực phẩm dinh dưỡng; xã, thôn đặc biệt khó khăn; phòng khám đa khoa; trung tâm trọng tài; Luật Luật sư",
    "Nghị quyết của Quốc hội, Hội đồng nhân dân; Cộng hòa xã hội chủ nghĩa Việt Nam; làng nghề, làng văn hóa",
    "thanh tra, kiểm tra, giám sát; học sinh, sinh viên, trung học cơ sở, trung học phổ thông",
    "quỹ từ thiện; cây cao su; công lập, dân lập, tư thục; người khuyết tật",
    "cấp Bộ, cấp tỉnh, cấp xã, cấp trung ương; trình Thủ tướng Chính phủ; Luật Nhà ở",
    "Hoa Kỳ, Trung Quốc, Nhật Bản, Hàn Quốc, Thái Lan; Tây Bắc, Tây Nguyên, Tây Nam Bộ; Lăng Chủ tịch Hồ Chí Minh",
    "trong ngày, trong tuần, trong tháng, trong quý, trong năm; ông bà; bà con; anh em; chị em; cô chú",
)


class Word(NamedTuple):
    """A word of a text: as written, in small letters, whether only a space is before it, and where it stands."""

    written: str
    small: str
    follows: bool
    start: int
    end: int

    @property
    def is_initial(self) -> bool:
        """Whether it begins with a capital: "Hoa", "HOA"."""
        return self.written[0].isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of an NFC text in their order."""
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        follows = end >= 0 and text[end : match.start()].isspace()
        found.append(Word(match[0], match[0].casefold(), follows, match.start(), match.end()))
        end = match.end()
    return found


class Words:
    """The words, the pairs and the threes of words that some texts hold."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.single: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.threes: set[tuple[str, str, str]] = set()
        for text in texts:
            before: list[str] = []
            for word in words_of(unicodedata.normalize("NFC", text)):
                self.single.add(word.small)
                before = [*before[-2:], word.small] if word.follows else [word.small]
                if len(before) > 1:
                    self.pairs.add((before[-2], word.small))
                if len(before) > 2:
                    self.threes.add((before[-3], before[-2], word.small))

    @cached_property
    def unmarked(self) -> Words:
        """The same as whoever types without marks writes them."""
        folded = Words(())
        folded.single = set(map(without_marks, self.single))
        folded.pairs = {(without_marks(first), without_marks(other)) for first, other in self.pairs}
        folded.threes = {
            (without_marks(one), without_marks(two), without_marks(three)) for one, two, three in self.threes
        }
        return folded


@cache
def known_words() -> Words:
    """Return the words of texts about nobody: the catalogue of procedures, ordinary office phrases."""
    return Words(about_nobody(load_procedures()))


def about_nobody(procedures: Iterable[Procedure]) -> Iterator[str]:
    """Return texts that name no person: these procedures, the provinces, ordinary phrases."""
    yield from _ORDINARY
    yield from load_provinces().values()
    for procedure in procedures:
        yield procedure.name
        yield procedure.field
