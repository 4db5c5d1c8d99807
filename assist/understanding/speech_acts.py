"""What a turn does, whatever it is about: it greets, asks, confirms, refuses … by its nearness to a few plain wordings.

The wordings were written for this project; each act's strength is the best cosine to one of its wordings, above what
unrelated texts have in that space.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.understanding import background
from assist.understanding.index import Tools
from assist.understanding.parts import ENGLISH_SPACE, Matrix, Vector

Floats = NDArray[np.float32]
Wordings = Mapping[str, tuple[str, ...]]

REPLIES_EN: Wordings = {
    "greet": ("Hello, how can I help you?", "Welcome, what can I do for you today?"),
    "close": ("Thank you and goodbye.", "Have a nice day, bye!"),
    "more": ("Is there anything else I can help you with?", "Can I do anything else for you?"),
    "unclear": ("I am sorry, I don't understand what you mean.", "I am sorry, I cannot help you with that."),
    "name": ("May I have your name, please?", "Who am I speaking with?"),
    "identify": (
        "Could you give me your account number?",
        "To verify your identity, please tell me your date of birth.",
    ),
    "ask": ("What day would you like?", "Which one do you prefer?", "How many do you need?"),
    "time": ("At what time?", "When should it be?"),
    "extra": ("Do you have any special requests?", "Would you like to add anything?"),
    "search": ("Would you like to search for another one?", "I can also filter by other criteria."),
    "confirm": ("Shall I book it for you now?", "Do you want me to go ahead?", "Is that correct?"),
    "done": ("Your booking was successful.", "It has been done for you.", "All set, your request was submitted."),
    "fail": ("Unfortunately it is not available.", "I am sorry, your request failed.", "I could not find it."),
    "inform": ("I found one that matches: it costs 20 and is in the centre.", "Here are the details you asked for."),
}
REPLIES_ZH: Wordings = {
    "greet": ("您好，请问有什么可以帮您？", "欢迎，今天我能为您做什么？"),
    "close": ("谢谢您，再见。", "祝您生活愉快，再见！"),
    "more": ("请问还有其他可以帮您的吗？", "还需要我为您做点什么吗？"),
    "unclear": ("抱歉，我不太明白您的意思。", "抱歉，这个我帮不了您。"),
    "name": ("请问您怎么称呼？", "请问您贵姓？"),
    "identify": ("请提供您的账号。", "为了核实身份，请告诉我您的出生日期。"),
    "ask": ("您想要哪一天？", "您更喜欢哪一个？", "您需要多少个？"),
    "time": ("请问几点？", "请问什么时候？"),
    "extra": ("您有什么特别的要求吗？", "您还想加点什么吗？"),
    "search": ("要再找另一个吗？", "我还可以按其他条件筛选。"),
    "confirm": ("现在为您预订可以吗？", "需要我继续办理吗？", "这样对吗？"),
    "done": ("您已预订成功。", "已经为您办好了。", "好了，您的申请已提交。"),
    "fail": ("很遗憾，目前没有了。", "抱歉，您的申请没有成功。", "我没有找到。"),
    "inform": ("我找到一个符合的：价格二十元，在市中心。", "这是您要的详细信息。"),
}
CUSTOMER_EN: Wordings = {
    "greet": ("Hello", "Hi there"),
    "request": ("I would like to book something.", "I need help with a problem."),
    "yes": ("Yes, please.", "Sure, go ahead.", "That sounds good."),
    "no": ("No.", "No, that's all."),
    "thanks": ("Thanks a lot.", "Thank you so much for your help."),
    "bye": ("Goodbye", "Have a nice day, bye."),
    "question": ("Can you tell me how much it costs?", "What is the rating?", "Does it have parking?"),
    "name": ("My name is Anna.", "It's Peter Miller."),
    "when": ("On Friday at 5 pm.", "Tomorrow morning."),
    "number": ("It is 48291.", "Two people."),
    "unknown": ("I don't know.", "I forgot it.", "I don't have that."),
    "change": ("Actually, can we change that?", "Wait, I made a mistake.", "Is there another one?"),
    "chat": ("Do you like baseball?", "How are you today?", "I am so excited!"),
}
CUSTOMER_ZH: Wordings = {
    "greet": ("你好", "您好"),
    "request": ("我想预订。", "我有个问题需要帮忙。"),
    "yes": ("好的，可以。", "行，就这样办吧。", "听起来不错。"),
    "no": ("不用。", "没有了，就这些。"),
    "thanks": ("多谢。", "非常感谢您的帮助。"),
    "bye": ("再见", "祝您愉快，拜拜。"),
    "question": ("请问多少钱？", "评分是多少？", "有停车场吗？"),
    "name": ("我叫王芳。", "我是李明。"),
    "when": ("星期五下午五点。", "明天早上。"),
    "number": ("是48291。", "两个人。"),
    "unknown": ("我不知道。", "我忘了。", "我没有那个。"),
    "change": ("其实，可以改一下吗？", "等等，我弄错了。", "还有别的吗？"),
    "chat": ("你喜欢棒球吗？", "你今天好吗？", "我太激动了！"),
}
REPLY_ACTS = tuple(REPLIES_EN)
CUSTOMER_ACTS = tuple(CUSTOMER_EN)


@dataclass(frozen=True, slots=True)
class Acts:
    """The wordings of one space as vectors; ``floor`` is the cosine up to which texts have nothing in common."""

    replies: tuple[Matrix, ...]
    customer: tuple[Matrix, ...]
    floor: float

    def of_replies(self, vectors: Matrix) -> Floats:
        """Strengths of `REPLY_ACTS`, shape (n, acts), in 0..1."""
        return _strengths(vectors, self.replies, self.floor)

    def of_customer(self, vector: Vector | None) -> Floats:
        """Strengths of `CUSTOMER_ACTS` in a customer's turn; zeros without a vector."""
        return np.zeros(len(CUSTOMER_ACTS), np.float32) if vector is None else self._one(vector, self.customer)

    def of_reply(self, vector: Vector | None) -> Floats:
        """Strengths of `REPLY_ACTS` in an agent's turn; zeros without a vector."""
        return np.zeros(len(REPLY_ACTS), np.float32) if vector is None else self._one(vector, self.replies)

    def above(self, cosine: Floats) -> Floats:
        """Cosines on the scale of the strengths, below the floor negative."""
        out: Floats = ((cosine - self.floor) / (1.0 - self.floor)).astype(np.float32)
        return out

    def _one(self, vector: Vector, wordings: tuple[Matrix, ...]) -> Floats:
        out: Floats = _strengths(vector[None, :], wordings, self.floor)[0]
        return out


def load_acts(tools: Tools, space: str) -> Acts | None:
    """The wordings embedded, from the cache where it has them; ``None`` without a model."""
    english = space == ENGLISH_SPACE
    groups = [*(REPLIES_EN if english else REPLIES_ZH).values(), *(CUSTOMER_EN if english else CUSTOMER_ZH).values()]
    matrix = tools.vectors("acts", space, [text for group in groups for text in group], "embedding replies")
    noise = tools.vectors("background", space, background.sentences(space), "embedding replies")
    if matrix is None or noise is None:
        return None
    ends = np.cumsum([len(group) for group in groups])[:-1]
    parts = tuple(np.split(matrix, ends))
    unrelated = matrix @ noise.T
    floor = float(unrelated.mean() + 2 * unrelated.std())
    return Acts(parts[: len(REPLY_ACTS)], parts[len(REPLY_ACTS) :], min(floor, 0.95))


def _strengths(vectors: Matrix, wordings: tuple[Matrix, ...], floor: float) -> Floats:
    best = [(vectors @ group.T).max(axis=1) for group in wordings]
    out: Floats = np.maximum(0.0, (np.stack(best, axis=1) - floor) / (1.0 - floor)).astype(np.float32)
    return out
