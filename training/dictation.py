"""Numbers dictated by synthesisers, with voices, channels and noise of many kinds: what the digit head learns from.

English is spoken by espeak-ng in all its voices and by Flite, Mandarin by Kokoro (see ``benchmarks/voices.py``) and by
espeak-ng. Nothing recorded is in it, so no noise and no voice of a measurement is either.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from assist.speech.dictated import WORDS
from assist.speech.numbers_en import ONES
from benchmarks.voices import DIGITS, PHRASES, RATE, ChineseVoice, Samples, babble, by_espeak

Spoken = tuple[str, list[str]]
"""What is said, and its labels: "o" for words, digits, "D" and "T" for double and triple."""
VOICES: tuple[str, ...] = ("en-us",) * 6 + ("en-gb",) * 3
VOICES += ("en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029", "en-us-nyc")
VARIANTS: tuple[str, ...] = ("",) * 6
VARIANTS += ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5", "klatt", "klatt2", "klatt4")
VARIANTS += ("Andrea", "Alicia", "Annie", "Michael", "max", "Mike", "paul", "steph", "linda", "shelby", "Alex")
VARIANTS += ("david", "john", "edward")
FLITE = ("slt", "awb", "kal16")
"""Flite's voices to learn from; rms is left for the figures."""
LEADS = (
    "My phone number is", "The order number is", "It's", "My number is", "You can reach me at", "The order ID is",
    "My account number is", "Please call me back on", "The tracking number is", "Yes, sure, that's", "The code is",
    "The reference I have here is", "My new mobile number is", "Sorry, I meant", "Okay so it's",
    "The serial number on the back reads", "Could you look up order", "I was given the case number", "The invoice is",
    "and the last part is", "My zip code is", "Let me read that for you,", "I waited for two weeks for this order,",
    "I ate lunch, and won a prize, order", "I have one question about order", "Number", "Can you call me at",
    "I'd like to return order", "The confirmation is", "Hello, this is Anna, my customer number is",
    "we want to go there too, it is", "The number on the card is",
    "Hi, I have a problem with my delivery, the parcel number is", "Right, the digits are",
)  # fmt: skip
CLOSINGS = ("Thank you.", "Please.", "Did you get that?", "that is all.", "and I need it today.", "Can you check it?",
            "Thanks for your help.")  # fmt: skip
SENTENCES = (
    "I would like to know where my parcel is.", "Could you please help me with that?",
    "We have been waiting for four days now.", "I bought two of them for my son too.", "Oh, I see, one moment please.",
    "It broke after one week of use, so I sent it back.", "No, it has not arrived yet.",
    "I tried to sign in, but the page would not load.",
)  # fmt: skip
LEADS_ZH = (
    "我的电话号码是", "订单号是", "号码是", "单号是", "我的订单号码是", "你好，我的手机号是", "快递单号是",
    "请您记一下，", "好的，我再说一遍，", "尾号是", "会员号是", "我想查一下订单，", "客户编号是", "是的，就是",
    "身份证号是", "验证码是",
)  # fmt: skip
CLOSINGS_ZH = ("谢谢。", "对吗？", "你查一下。")
SENTENCES_ZH = (
    "你好，我想问一下我的快递到哪里了。", "这个东西坏了，我要退货。", "是要等几天才可以收到吗？",
    "请您再说一遍好吗？", "我已经等了很久了。", "好的，谢谢。", "就是上个月买的那个。",
)  # fmt: skip
WORDS_ZH = (
    "我就是想问一下，这个要怎么退。", "你要是不舒服，就先休息一下。", "四川的司机是我的老师。",
    "刘先生和吴小姐已经走了。", "他是巴西人，七岁就来了上海。", "依我看，这件衣服有点旧。", "二楼的儿科在哪里？",
    "我家的耳机是坏的，要换一个新的。", "今天的会议三点开始，请你准时到。", "酒店的服务很好，就是有一点贵。",
    "请问一下，你们几点下班？", "我要一杯咖啡，不要糖。", "试试看能不能打开这个页面。",
    "那个包裹一直没有到，我很着急。", "其实我已经试过很多次了。", "爸爸妈妈都在家里等我。",
    "妖怪和舞狮，你喜欢哪一个？", "临时有事，所以要取消订单。", "灵活一点，不要太死板。", "山上的雪还没有化。",
    "这个词的意思是什么？", "你好，请问有什么可以帮您？", "麻烦您把地址再说一遍。", "不好意思，我没有听清楚。",
    "机器一打开就自己关机了。", "发票什么时候可以寄给我？", "我是上个星期买的，还在保修期里。",
    "您的快递已经到了附近的网点。", "如果要换货，需要先寄回来。", "谢谢你的帮助，再见。",
    "这里的天气一会儿热一会儿冷。", "我想把颜色改成红色的。", "优惠券为什么用不了？", "手机没电了，等一下再打给你。",
    "留一个联系方式吧，我们会尽快回复。", "其他的问题都已经解决了。",
)  # fmt: skip
_YAO = "jau→"
_LEAD_SOUNDS = (PHRASES["phone"], PHRASES["order"], "xau↘ ma↓ ʂɨ↘", "ʂou↓ ʨi→ xau↘ ʂɨ↘",
                "ta→n xau↘ ʂɨ↘", "wo↓ tɤ ti↘ŋ ta→n xau↘ ma↓ ʂɨ↘", "ni↓ xau↓")  # fmt: skip


def one_of(rng: np.random.Generator, choices: Any) -> Any:
    """One of them."""
    return choices[int(rng.integers(len(choices)))]


def _digits(rng: np.random.Generator, sizes: tuple[int, ...], repeats: float) -> list[int]:
    size = int(rng.choice(sizes))
    digits = [int(c) for c in rng.integers(0, 10, size)]
    if rng.random() < repeats:
        again, at = int(rng.integers(2, 5)), int(rng.integers(0, size))
        digits[at : at + again] = [digits[at]] * len(digits[at : at + again])
    return digits


def english(rng: np.random.Generator) -> Spoken:
    """A number after a few words, or before some, or words alone."""
    if rng.random() < 0.08:
        return one_of(rng, SENTENCES), ["o"]
    digits = _digits(rng, (4, 6, 7, 7, 8, 9, 10, 10, 10, 11, 12), 0.6)
    words, labels = _english_words(rng, digits)
    style, text, count, together = rng.random(), "", 0, int(rng.integers(2, 6))
    for n, word in enumerate(words):
        text, count = text + word, count + 1
        if n == len(words) - 1:
            break
        if style < 0.7 and count >= together:
            text, count, together = text + ", ", 0, int(rng.integers(2, 6))
        else:
            text += ", " if style > 0.92 else " "
    if rng.random() < 0.75:
        text, labels = one_of(rng, LEADS) + (", " if rng.random() < 0.6 else " ") + text, ["o", *labels]
    text += "."
    if rng.random() < 0.15:
        text, labels = f"{text} {one_of(rng, CLOSINGS)}", [*labels, "o"]
    return text, labels


def _english_words(rng: np.random.Generator, digits: list[int]) -> tuple[list[str], list[str]]:
    oh, double = rng.random() < 0.25, rng.random() < 0.12
    words: list[str] = []
    labels: list[str] = []
    at = 0
    while at < len(digits):
        run = 1
        while at + run < len(digits) and digits[at + run] == digits[at]:
            run += 1
        word = "oh" if oh and digits[at] == 0 else ONES[digits[at]]
        if double and run >= 2:
            times = 3 if run >= 3 and rng.random() < 0.5 else 2
            words.append(f"{'double' if times == 2 else 'triple'} {word}")
            labels += ["D" if times == 2 else "T", str(digits[at])]
            at += times
        else:
            words.append(word)
            labels.append(str(digits[at]))
            at += 1
    return words, labels


def chinese(rng: np.random.Generator) -> Spoken:
    """The same in Mandarin, for espeak-ng."""
    if rng.random() < 0.06:
        return one_of(rng, SENTENCES_ZH), ["o"]
    digits = _digits(rng, (4, 6, 7, 7, 8, 11, 11, 12), 0.5)
    yao, text, count, together = rng.random() < 0.5, "", 0, int(rng.integers(2, 6))
    style = rng.random()
    for n, digit in enumerate(digits):
        text, count = text + ("幺" if yao and digit == 1 else WORDS["zh"][digit]), count + 1
        if n == len(digits) - 1:
            break
        if style < 0.7 and count >= together:
            text, count, together = text + "，", 0, int(rng.integers(2, 6))
        else:
            text += " "
    labels = [str(digit) for digit in digits]
    if rng.random() < 0.7:
        text, labels = one_of(rng, LEADS_ZH) + ("，" if rng.random() < 0.6 else "") + text, ["o", *labels]
    text += "。"
    if rng.random() < 0.1:
        text, labels = text + one_of(rng, CLOSINGS_ZH), [*labels, "o"]
    return text, labels


def chinese_words(rng: np.random.Generator) -> Spoken:
    """A sentence without a number; many of its words sound like digits."""
    return one_of(rng, WORDS_ZH), ["o"]


def kokoro(voice: ChineseVoice, number: int) -> tuple[Samples, list[str]]:
    """The ``number``-th of the Mandarin numbers by Kokoro, in one of its voices or between two of them."""
    rng = np.random.default_rng([7, number])
    size = int(rng.choice([7, 11, 11, 16, 20, 22]))
    digits = "".join(str(d) for d in rng.integers(0, 10, size))
    if rng.random() < 0.5:
        at, again = int(rng.integers(0, size - 3)), int(rng.integers(2, 4))
        digits = (digits[:at] + digits[at] * again + digits[at + again :])[:size]
    groups, at = [], 0
    while at < size:
        together = int(rng.integers(2, 6))
        groups.append(digits[at : at + together])
        at += together
    lead = one_of(rng, _LEAD_SOUNDS) if rng.random() < 0.7 else ""
    sounds = list(DIGITS)
    if rng.random() < 0.3:
        sounds[1] = _YAO
    said = ", ".join(" ".join(sounds[int(c)] for c in group) for group in groups)
    samples = voice.say(f"{lead}, {said}." if lead else f"{said}.", *_style(voice, rng))
    return samples, [*(["o"] if lead else []), *digits]


def _style(voice: ChineseVoice, rng: np.random.Generator) -> tuple[Any, float]:
    names = voice.names
    name = names[int(rng.integers(0, 5))] if rng.random() < 0.75 else ""
    name = "jf_alpha" if rng.random() < 0.25 else name
    if name:
        return voice.style(name), float(rng.uniform(0.75, 1.2))
    a, b = rng.choice(5, 2, replace=False)
    share = rng.uniform(0.3, 0.7)
    return share * voice.style(names[a]) + (1 - share) * voice.style(names[b]), float(rng.uniform(0.75, 1.2))


def voiced(rng: np.random.Generator, base: str) -> str:
    """An espeak-ng voice in one of its variants."""
    variant = one_of(rng, VARIANTS)
    return f"{base}+{variant}" if variant else base


def talkers() -> list[Samples]:
    """24 who speak in the background."""
    rng = np.random.default_rng(99)
    found = []
    for _ in range(24):
        pairs = zip(rng.integers(0, len(SENTENCES), 4), rng.integers(0, len(LEADS), 4), strict=True)
        text = " ".join(f"{SENTENCES[int(a)]} {LEADS[int(b)]}" for a, b in pairs)
        voice = voiced(rng, one_of(rng, VOICES))
        sound = by_espeak(text, voice, int(rng.integers(130, 190)), int(rng.integers(20, 80)))
        found.append((sound / (np.sqrt(np.mean(sound**2)) + 1e-6)).astype(np.float32))
    return found


def noise(size: int, rng: np.random.Generator, talking: list[Samples]) -> Samples:
    """People talking, or noise of some colour, or a made-up babble; of mean power 1."""
    kind = rng.random()
    if kind < 0.5:
        made: Any = np.zeros(size, np.float32)
        for _ in range(int(rng.integers(2, 8))):
            one = one_of(rng, talking)
            made += np.resize(np.roll(one, int(rng.integers(len(one)))), size) * rng.uniform(0.3, 1)
    elif kind < 0.75:
        spectrum, hertz = np.fft.rfft(rng.standard_normal(size)), np.fft.rfftfreq(size, 1 / RATE)
        made = np.fft.irfft(spectrum / np.maximum(hertz, 50) ** rng.uniform(0, 1), size)
    else:
        made = babble(size / RATE + 0.1, rng)[:size]
    level: Samples = (made / (np.sqrt(np.mean(made**2)) + 1e-9)).astype(np.float32)
    return level


def channel(samples: Samples, rng: np.random.Generator) -> Samples:
    """As it comes through a telephone, or some microphone, or across a room."""
    kind = rng.random()
    made: Any = samples
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    if kind < 0.3:
        low, high = rng.uniform(150, 350), rng.uniform(3000, 3800)
        band = 1 / (1 + (low / np.maximum(hertz, 1)) ** 6) / (1 + (hertz / high) ** 12)
        made = np.fft.irfft(np.fft.rfft(samples) * band, len(samples))
    elif kind < 0.6:
        gains = 10 ** (rng.uniform(-6, 6, 8) / 20)
        curve = np.interp(hertz, np.linspace(0, 8000, 8), gains)
        made = np.fft.irfft(np.fft.rfft(samples) * curve, len(samples))
    if rng.random() < 0.3:
        size = int(rng.uniform(0.05, 0.25) * RATE)
        echo = rng.standard_normal(size) * np.exp(-np.arange(size) / size * 6)
        echo[0] = 0
        echo *= rng.uniform(0.2, 0.6) / np.sqrt(np.sum(echo**2))
        whole = len(made) + size
        made = made + np.fft.irfft(np.fft.rfft(made, whole) * np.fft.rfft(echo, whole), whole)[: len(made)]
    sound: Samples = made.astype(np.float32)
    return sound
