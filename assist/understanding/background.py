"""Things people say that no help desk's knowledge covers: the yardstick for "nothing fits".

A pack answers these only by accident, so how well it seems to answer them tells where its noise ends. Written for
this project.
"""

from __future__ import annotations

ENGLISH = (
    "Who painted the ceiling of that famous chapel?",
    "What is the capital of Mongolia?",
    "Can you write me a poem about the autumn moon?",
    "How far away is the nearest star from the sun?",
    "Which team won the championship last year?",
    "My cat keeps sneezing at night, should I worry?",
    "Explain how photosynthesis works.",
    "Tell me a joke about penguins.",
    "What is the square root of one thousand?",
    "How long should I boil an egg?",
    "Who was the second president?",
    "Is it going to rain tomorrow afternoon?",
    "How do I teach my dog to roll over?",
    "What do you think about the election?",
    "I had a strange dream about flying last night.",
    "Recommend a good science fiction novel.",
    "How do volcanoes form?",
    "Translate good evening into Portuguese.",
    "What is the meaning of life?",
    "My neighbour plays the drums all weekend.",
    "How many bones are in the human body?",
    "Which key is the third on a piano?",
    "Why is the sky blue?",
    "Do you believe in ghosts?",
    "How do I prune a rose bush?",
    "What year did the war end?",
    "Can you solve this crossword clue for me?",
    "Who sings that song about the summer rain?",
    "How do I get better at chess openings?",
    "What is the tallest mountain in South America?",
    "Convert twelve miles to kilometres.",
    "My grandmother is turning ninety on Sunday.",
    "What is a good name for a goldfish?",
    "How does a jet engine work?",
    "I can't sleep because of my exams.",
    "Is a tomato a fruit or a vegetable?",
    "Write a short story about a dragon.",
    "What language do they speak in Brazil?",
    "How do I get rid of hiccups?",
    "When is the next solar eclipse?",
)

CHINESE = (
    "蒙古国的首都是哪里？",
    "给我写一首关于月亮的诗。",
    "去年的冠军是哪个队？",
    "离太阳最近的恒星有多远？",
    "我家猫晚上一直打喷嚏怎么办？",
    "光合作用是怎么回事？",
    "讲个关于企鹅的笑话吧。",
    "一千的平方根是多少？",
    "鸡蛋要煮几分钟？",
    "明天下午会下雨吗？",
    "怎么教狗打滚？",
    "昨晚我梦见自己会飞。",
    "推荐一本科幻小说。",
    "火山是怎么形成的？",
    "晚上好用葡萄牙语怎么说？",
    "人生的意义是什么？",
    "人体有多少块骨头？",
    "天空为什么是蓝色的？",
    "你相信有鬼吗？",
    "玫瑰怎么修剪？",
    "那场战争是哪一年结束的？",
    "下围棋怎么才能进步？",
    "南美洲最高的山是哪座？",
    "奶奶星期天就九十岁了。",
    "给金鱼起个什么名字好？",
    "喷气发动机的原理是什么？",
    "快考试了我睡不着。",
    "番茄是水果还是蔬菜？",
    "打嗝怎么办？",
    "下一次日食是什么时候？",
)


def sentences(space: str) -> tuple[str, ...]:
    """The yardstick for a space: English in ``en``, Chinese in ``e5``."""
    return ENGLISH if space == "en" else CHINESE
