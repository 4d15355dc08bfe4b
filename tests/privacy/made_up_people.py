"""People, places and numbers made up by chance, in the ways officers write them; no list of the code is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from indicators.folding import without_marks

_KINH = [
    "nguyễn",
    "trần",
    "lê",
    "phạm",
    "huỳnh",
    "võ",
    "đặng",
    "bùi",
    "hồ",
    "lương",
    "lều",
    "cấn",
    "khổng",
    "ngụy",
    "ong",
    "biện",
    "ấu",
    "chử",
    "mẫn",
    "viêm",
    "thiệu",
    "ngọ",
    "nhiêu",
    "nghê",
    "ngạc",
    "tề",
    "tiếp",
    "tòng",
    "trì",
    "tư",
    "xung",
    "bao",
    "chiêm",
    "cồ",
    "cự",
    "dã",
    "doanh",
    "đôn",
    "giao",
    "hạ",
    "hình",
    "khai",
    "khuất",
    "lạc",
    "liêu",
    "mão",
    "nghiệp",
    "phác",
    "quan",
    "sơ",
    "sử",
    "tạo",
    "thẩm",
    "thôi",
    "tiêu",
    "trạc",
    "ưu",
    "uông",
    "vệ",
    "xa",
    "yên",
]
_MIDDLE = [
    "văn",
    "thị",
    "hữu",
    "đức",
    "minh",
    "ngọc",
    "thanh",
    "quang",
    "đình",
    "bá",
    "mậu",
    "sỹ",
    "khắc",
    "viết",
    "công",
    "quốc",
    "gia",
    "bảo",
    "kim",
    "mỹ",
    "doãn",
    "huy",
    "thế",
]
_GIVEN = [
    "nghị",
    "xuyến",
    "ngoan",
    "chúc",
    "đính",
    "sắc",
    "gấm",
    "nhót",
    "khê",
    "hoạch",
    "thược",
    "diệp",
    "hiển",
    "hợi",
    "khuyên",
    "lãm",
    "liễu",
    "mùi",
    "nhàn",
    "nhẫn",
    "phách",
    "phấn",
    "quý",
    "sửu",
    "thìn",
    "tuất",
    "tý",
    "soạn",
    "thiết",
    "thoại",
    "tính",
    "trạch",
    "triết",
    "út",
    "tèo",
    "hoa",
    "mai",
    "lan",
    "cúc",
    "hạnh",
    "dung",
    "thơm",
    "hải",
    "sơn",
    "an",
    "phát",
    "lộc",
]
_HIGHLAND = [
    "siu",
    "ksor",
    "rcom",
    "rơlan",
    "kpă",
    "nay",
    "rmah",
    "êban",
    "niê",
    "mlô",
    "kbuôr",
    "byă",
    "hđơk",
    "ayun",
    "adrơng",
    "hmok",
    "arul",
    "buôn",
    "yă",
    "blưm",
    "bríu",
    "zơrâm",
    "coor",
    "bhling",
    "alăng",
    "thíu",
    "bia",
    "yem",
    "hbăm",
    "djem",
    "plinh",
    "juen",
    "đhung",
    "klêo",
    "pơi",
    "hwen",
    "byom",
]
_NORTH = [
    "giàng",
    "sùng",
    "vàng",
    "lầu",
    "hạng",
    "chảo",
    "tẩn",
    "lò",
    "quàng",
    "cầm",
    "bạc",
    "páo",
    "dơ",
    "chớ",
    "mẩy",
    "pà",
    "súa",
    "seo",
    "tủa",
    "phanh",
    "chư",
    "sính",
    "lềnh",
]
_KHMER = [
    "thạch",
    "sơn",
    "kim",
    "danh",
    "neang",
    "chau",
    "sô",
    "phia",
    "rithy",
    "chanh",
    "sóc",
    "kha",
    "rine",
    "rết",
    "vutha",
    "sokha",
    "dara",
    "bopha",
    "srey",
]
_BEFORE = ("{1} {0}", "{1} - {0}", "{1}: {0}")
_JOINED = (
    *(
        "{} {}",
        "{} {}",
        "{} {}",
        "{} - {}",
        "{} ({})",
        "{}: {}",
        "{}, {}",
        "{} cho {}",
        "{} của {}",
        "{}; {}",
    ),
    *("{} / {}", "{}_{}", "{}. {}", "{} với {}", "{} ông {}", "{} hộ {}", *_BEFORE),
)


def people(seed: int, count: int) -> list[str]:
    """So many texts, each of somebody, as a name, a place or a number, in letters of all kinds."""
    dice = random.Random(seed)  # noqa: S311 - names by chance
    made = dict.fromkeys(_written(dice, _somebody(dice)) for _ in range(2 * count))
    return list(made)[:count]


def joined(seed: int, texts: Sequence[str], who: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each of these people with a text before, behind or around: the whole, and who is named in it."""
    dice = random.Random(seed)  # noqa: S311 - texts by chance
    for name in who:
        words = dice.choice(texts).split()
        if dice.random() < 0.3 and len(words) > 4:
            words = words[: dice.randint(3, len(words))]
        if dice.random() < 0.1:
            at = dice.randint(1, len(words))
            yield " ".join([*words[:at], name, *words[at:]]), name
        else:
            yield dice.choice(_JOINED).format(" ".join(words), name), name


def _somebody(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.4:
        words = [dice.choice(_KINH), *dice.sample(_MIDDLE, dice.choice((0, 1, 1, 2))), dice.choice(_GIVEN)]
    elif kind < 0.65:
        words = [*dice.choice(((), ("y",), ("h",), ("a",))), *dice.sample(_HIGHLAND, dice.choice((2, 2, 3)))]
    elif kind < 0.75:
        words = dice.sample(_NORTH, dice.choice((2, 3)))
    elif kind < 0.85:
        words = dice.sample(_KHMER, dice.choice((2, 3)))
    else:
        return _found_at(dice)
    return " ".join(words).title()


def _found_at(dice: random.Random) -> str:
    number, other = dice.randint(10, 400), dice.randint(1, 60)
    street = " ".join(dice.sample(_GIVEN, 2)).title()
    village = " ".join(dice.sample(_HIGHLAND, 2)).title()
    return dice.choice(
        (
            *(
                f"{number} {street}",
                f"{number}/{other} {street}",
                f"thôn {other}, {village}",
                f"làng {village}",
            ),
            *(
                f"buôn {village}",
                f"TĐ {number}, TBĐ {other}",
                f"thửa {number} tờ {other}",
                f"hẻm {number} {street}",
            ),
            *(
                f"81A-{number + 500}.{other + 10}",
                f"3{number * 1000 + 100000}",
                f"sinh 12/{other % 12 + 1}/1985",
            ),
            *(f"BK {number * 1000 + 123456}", f"lô A{other} khu {street}", f"0{number * 1000 + 905000123}"),
        )
    )


def _written(dice: random.Random, text: str) -> str:
    written = dice.choice((text, text.lower(), text.lower(), text.upper(), without_marks(text).title()))
    return dice.choice((written, written, written, without_marks(written), without_marks(written).upper()))
