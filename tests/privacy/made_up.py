"""Personal texts made up by chance: people of several peoples and where they are found, in all manners of writing.

Nothing here knows a rule of `indicators/privacy`: whoever changes those draws texts with a new seed.
"""

# Words are listed as they are spoken, not each in quotation marks.
# ruff: noqa: SIM905

from __future__ import annotations

import random
import unicodedata

from indicators.folding import without_marks

RARE_FAMILIES = """
khổng ngụy lều cấn ong biện ấu chử đậu đèo đới đổng tất trác uông xa xung sỳ sử sái quản ninh nhâm mẫn mầu luyện
lệnh liêu khiếu khưu khuông kha hình hy giản doanh diêm cự cống cáp cái bồng bì âu tề thôi thóng văng vĩnh ngạc
ngao mộng mâu lãnh khà hạ đống đái đôn chiêm chướng chúng cam cảnh bàng thục tông tri thập lèng đầu phó lưỡng
trầm đan ân nhữ vạn hinh khâu kiểu lạc liệp mộc viêm xế sâm thang thiệu bách cai chắng dã diếp đoái hướng
""".split()
FAMILIES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh mai trịnh đoàn lưu cao lương hà châu
""".split()
MIDDLE = "thị văn khắc bá sỹ viết mậu đăng hữu duy xuân ngọc đình trọng quý như tất cảnh doãn phước quang thế".split()
GIVEN = """
nghị tiếp xuyến ngoan chúc đính sắc gấm nhót thoan nhạn thạo kỷ vượng tuyển chuyên hoan thơ đoan hội thức khuyến
luyến lượm mót tèo út bé gái lụa nhẫn mịn hĩm cò bưởi sửu dần mão thìn tỵ ngọ mùi dậu tuất hợi đông bắc biên viễn
toản hưởng nhượng khoan tịnh quyền ích bường chất choắt hùng lan hoa dũng tài hạnh lộc phúc thọ khang ninh hảo tuệ
vĩ đỉnh quảng sự lập tỉnh nhu cẩn lễ tín hiển vịnh đường hoạt duẩn nhỡ hương luận thuyết phiên đạm tạo
""".split()
HIGHLAND = {
    "jrai": (
        "siu ksor rmah nay rcom puih kpuih hiao ayun kpă rơ-châm rơ-lan rah-lan rơ-mah",
        "h'blơi blếch hyin thoa phyưn djuih tơi krông bơng hloan suêt kơk nhơnh h'ngăm alêo h'bia pyơh jưh",
    ),
    "bahnar": (
        "đinh a y yă",
        "thíu blưm hmer blơi byưm byen hrưn lưu pưng kiơm nglưm đuynh glơh sơkung bek hnhiêu",
    ),
    "hmong": (
        "giàng-a sùng-seo vàng-thị thào-a lầu-bá cứ-a hạng-a ly-a má-thị mùa-a vừ-bá chang-a tráng-a",
        "pao dình mỷ súa chò tủa dơ lử páo sính thền khua sào vảng giống nhìa trống dế sa",
    ),
    "thái": (
        "lò-văn cầm-bá quàng-thị lường-văn tòng-thị cà-văn bạc-cầm điêu-chính vi-văn lô-thị kha-thị ngần-văn",
        "ún lả panh inh ín phới ỏ nọi hặc pấng păn xôm thoong hom lún kẹo tiêng ngoãn",
    ),
    "khmer": (
        "thạch-sô danh sơn-thị-sà kim-sa lâm-sóc châu-ôn chau-sóc néang-sa tăng-thị-xà lý-rọt trà-sô neáng",
        "phia rương rết kha ry ranh rên đươne phi phanh thol phone sóc thi khên rích nuôl",
    ),
    "êđê": (
        "y-blô h'len y-thịnh h'nguêt y-ngông y-wên h'yam y-khút h'wê y-dliăng ama amí",
        "niê mlô byă kđăm êban hwing ktul ayŭn knul kbuôr-niê buôn-yă khê linh hđơk",
    ),
}
ROADS = (
    "hùng vương|trần phú|lê lợi|cách mạng tháng tám|đinh tiên hoàng|wừu|phan đình phùng|nơ trang long".split(
        "|"
    )
)
COMMUNES = "hội phú|diên hồng|ia grai|bờ ngoong|quy nhơn đông|chư păh|kông chro|hoài ân|đak đoa".split("|")
VILLAGES = "ốp|plei kép|bông phun|nhao 2|kon sơ lăl|phung 1|đê ktu|hà nừng|ngol tả".split("|")
# A key of telex for each tone and letter.
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


def person(chance: random.Random) -> str:
    """Return a made-up name with marks and capitals."""
    kind = chance.choice(["rare", "rare", "rare", "kinh", *HIGHLAND])
    if kind in HIGHLAND:
        before, last = (chance.choice(part.split()) for part in HIGHLAND[kind])
        words = [*before.split("-"), *last.split("-")]
    else:
        words = [chance.choice(RARE_FAMILIES if kind == "rare" else FAMILIES)]
        words += [*chance.sample(MIDDLE, chance.choice([0, 1, 1, 2])), chance.choice(GIVEN)]
    return " ".join(map(_capital, words))


def _capital(word: str) -> str:
    return "'".join(part[:1].upper() + part[1:] for part in word.split("'"))


def typed_in_telex(text: str) -> str:
    """Return a text as it stands where telex was switched off: "Nguyeenx Vawn Tais"."""
    return " ".join(map(_telex, text.split()))


def _telex(word: str) -> str:
    tone, letters = "", ""
    for letter in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", letter)
        found = [_TONES[part] for part in parts if part in _TONES]
        tone = found[0] if found else tone
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        keys = _LETTERS.get(plain.lower(), plain)
        letters += keys.capitalize() if plain.isupper() else keys
    return letters + tone


def written(name: str, chance: random.Random) -> str:
    """Return a name in one of the ways people write: capitals, small letters, without marks, in telex, as one word."""
    plain = without_marks(name)
    return chance.choice(
        [
            *(name, name.upper(), name.lower(), name.lower(), plain, plain, plain.upper(), plain.title()),
            *(typed_in_telex(name), typed_in_telex(name).lower(), name.title().replace(" ", "")),
            *(plain.replace(" ", "_"), name.replace(" ", "-"), unicodedata.normalize("NFD", name)),
        ]
    )


def particular(chance: random.Random) -> str:
    """Return where, or under which number, a person is found."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    number, road = chance.randint(2, 480), chance.choice(ROADS)
    commune, village = chance.choice(COMMUNES), chance.choice(VILLAGES)
    year = chance.randint(1940, 2006)
    day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{year}"
    told = chance.choice(
        [
            *(f"{number} {road.title()}", f"{number} {road.title()}, phường {commune.title()}"),
            *(f"số {number} đường {road}", f"hẻm {number}/{chance.randint(1, 40)} {road.title()}"),
            *(
                f"thôn {chance.randint(1, 12)}, xã {commune.title()}",
                f"làng {village.title()}",
                f"tổ {number}",
            ),
            *(
                f"tổ dân phố {chance.randint(1, 20)}",
                f"làng {village}",
                f"TĐ {number}, TBĐ {number % 90 + 1}",
            ),
            *(
                f"thửa {number} tờ {number % 90 + 1}",
                f"thửa đất số {number}",
                f"sinh năm {year}",
                f"sn {year}",
            ),
            *(
                f"sinh ngày {day}",
                f"81{chance.choice('ABCHK')}{chance.randint(1, 9)}-{digits(3)}.{digits(2)}",
            ),
            *(
                f"77C1 {digits(5)}",
                f"3{digits(6)}",
                f"09{digits(8)}",
                f"+84 9{digits(2)} {digits(3)} {digits(3)}",
            ),
            *(f"0{digits(11)}", f"CCCD {digits(12)}", f"cccd: 06{digits(10)}", f"ksor{digits(2)}@gmail.com"),
            *(f"sđt 0{digits(9)}", f"ngày sinh {day}", f"{digits(3)} {digits(3)} {digits(3)}"),
        ]
    )
    return chance.choice([told, told, told.lower(), without_marks(told)])


def personal(chance: random.Random) -> str:
    """Return a name, what finds a person, or both."""
    kind = chance.random()
    if kind < 0.7:
        return written(person(chance), chance)
    if kind < 0.85:
        return particular(chance)
    return f"{written(person(chance), chance)}{chance.choice([', ', ' - ', ' ', ' ('])}{particular(chance)}"


JOINS = (
    *(
        "{} {}",
        "{} {}",
        "{} - {}",
        "{} ({})",
        "{}, {}",
        "{}: {}",
        "{} cho {}",
        "{} của {}",
        "{} với {}",
        "{}; {}",
    ),
    *("{} ông {}", "{} bà {}", "{}/{}", "{} _ {}", "{}\n{}", "{}–{}", "{} hộ {}", "{} {} nộp"),
)


def joined(procedure: str, text: str, chance: random.Random) -> str:
    """Return a procedure's name that goes on with a personal text."""
    return chance.choice(JOINS).format(procedure, text)
