"""The whole name where a turn also gives a part of it: "Pryce, Owen Pryce", "我姓赵，赵建国", a name spelled out."""

from __future__ import annotations

import re

from assist.understanding.extract.casing import cased
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.spans import Span
from assist.understanding.extract.words import STOP

FAMILY_NAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴宋庞熊纪舒"
    "屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包"
    "诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段焦巴牧隗谷车侯全班仰仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印白怀蒲从鄂索"
    "赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈廖"
    "庾终居衡步都耿满弘匡国文寇广阙东欧沃利越夔隆师巩厍聂晁勾敖融冷辛阚那简饶曾沙养丰关相查游竺权盖益桓公肖付闫覃涂"
)
TWO_CHARACTERS = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|百里|南宫"
"""Chinese family names, of one character and of two."""

_LATIN = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ɏ'\-]+"
_WHOLE_EN = re.compile(
    rf"(?:^|[.,;:\n])\s*(?:(?:it's|that's|so|i'm|sorry|no)\s+)?(?P<name>{_LATIN}(?: {_LATIN}){{1,2}})"
    r"(?=\s*(?:[.,;!?\n]|$))"
)
_WHOLE_ZH = re.compile(r"(?:^|[，,。、\s])(?:我?叫|全名|名字是?)?(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,。、!！\s]|$)")
_SPELLED_ZH = re.compile(
    rf"(?:^|[，,。:：\s]|叫|是)(?P<name>(?:{TWO_CHARACTERS}|[{FAMILY_NAMES}])[\u4e00-\u9fff]{{1,2}})(?=[，,。、\s])"
)
_EXPLAINS_ZH = re.compile(r"[\u4e00-\u9fff]{1,4}的(?P<sign>[\u4e00-\u9fff])(?![\u4e00-\u9fff])")


def fuller(text: str, name: Span) -> Span:
    """The longer name between stops that begins or ends with ``name``, where the turn has one; else ``name``."""
    if not has_han(name.value):
        flat, part = cased(text), fold(name.value).split()
        for m in _WHOLE_EN.finditer(flat):
            words = fold(m["name"]).split()
            longer = len(words) > len(part) and part in (words[: len(part)], words[-len(part) :])
            if longer and not any(w in STOP for w in words):
                return Span(m.start("name"), m.end("name"), text[m.start("name") : m.end("name")], name.score)
        return name
    for m in _WHOLE_ZH.finditer(text, name.end):
        if len(name.value) == 1 and m["name"].startswith(name.value) and m["name"][1:] not in _TITLES:
            return Span(m.start("name"), m.end("name"), m["name"], name.score)
    return name


_TITLES = ("先生", "女士", "小姐", "太太")


def spelled_out(text: str) -> Span | None:
    """A Chinese name whose characters the rest of the turn explains: "林小满，大小的小，满意的满"."""
    for m in _SPELLED_ZH.finditer(text):
        explained = {e["sign"] for e in _EXPLAINS_ZH.finditer(text, m.end())}
        if explained & set(m["name"]):
            return Span(m.start("name"), m.end("name"), m["name"], 0.9)
    return None
