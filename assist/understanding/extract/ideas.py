"""Words that mean the same in labels, questions and answers."""

from __future__ import annotations

from assist.understanding.extract.folding import has_han

# Each row is one idea; its first word is the one labels use.
_IDEAS: tuple[tuple[str, ...], ...] = (
    ("email", "e-mail", "mail", "邮箱", "邮件", "电邮"),
    (
        "phone",
        "telephone",
        "mobile",
        "cell",
        "cellphone",
        "contact number",
        "call you",
        "reach you",
        "电话",
        "手机",
        "联系方式",
    ),
    ("zip", "postal", "postcode", "zipcode", "邮编", "邮政编码"),
    ("order", "订单", "单号"),
    ("account", "账号", "账户", "帐号", "帐户"),
    ("username", "user name", "user id", "login", "用户名"),
    ("address", "地址", "住址"),
    ("date", "day", "when", "日期", "哪天", "几号", "什么时候"),
    ("time", "hour", "when", "what time", "时间", "几点", "什么时候"),
    ("birth", "born", "birthday", "dob", "出生", "生日"),
    ("price", "cost", "pay", "budget", "price range", "价格", "价位", "预算", "多少钱", "费用"),
    ("amount", "how much", "sum", "金额", "多少钱"),
    ("rating", "rated", "stars", "star", "评分", "评价", "星级"),
    ("guests", "people", "guest", "party", "attendees", "persons", "人数", "几个人", "几位", "多少人"),
    ("size", "people", "persons"),
    ("rooms", "room", "bedrooms", "bedroom", "房间", "几间"),
    ("symptoms", "symptom", "feeling", "wrong", "matter", "症状", "不舒服"),
    ("problem", "issue", "wrong", "matter", "trouble", "问题", "怎么了"),
    ("issue", "problem", "wrong", "matter", "trouble", "问题", "怎么了"),
    ("fault", "problem", "issue", "wrong", "故障", "问题"),
    ("damage", "damaged", "broken", "损坏"),
    ("repair", "repaired", "fix", "fixed", "broken", "维修", "报修", "修"),
    ("contents", "inside", "what's in", "里面", "物品"),
    ("weight", "heavy", "weigh", "重量", "多重"),
    ("height", "tall", "high", "身高", "多高"),
    ("age", "how old", "年龄", "多大"),
    ("model", "make", "型号"),
    ("quantity", "how many", "数量", "多少"),
    ("occupation", "job", "do for a living", "职业", "工作"),
    ("reason", "why", "purpose", "about", "原因", "为什么", "事由"),
    ("request", "requests", "need", "want", "要求", "需求"),
    ("city", "town", "where", "城市"),
    ("location", "where", "place", "area", "city", "town", "位置", "地点", "哪里", "哪儿"),
    ("area", "where", "city", "neighborhood", "区域"),
    ("destination", "going to", "where to", "headed", "heading", "drop", "to", "目的地", "去哪", "到哪"),
    ("origin", "departing", "leaving", "coming from", "depart", "from", "出发地", "从哪"),
    ("departure", "depart", "departing", "leave", "leaving", "from", "pick you up", "出发"),
    ("arrival", "arrive", "arriving", "going", "to", "到达"),
    ("start", "begin", "starting", "开始"),
    ("end", "ending", "finish", "wrap up", "until", "结束"),
    ("return", "returning", "coming back", "come back", "返程", "返回"),
    ("check", "checking"),
    ("movie", "film", "电影"),
    ("genre", "kind", "type", "style", "类型"),
    ("category", "kind", "type", "cuisine", "类型", "种类"),
    ("type", "kind", "sort", "类型", "型"),
    ("doctor", "physician", "dr", "医生"),
    ("director", "directed", "导演"),
    ("starring", "actor", "actress", "star", "cast", "starred", "主演", "演员"),
    ("cast", "actor", "actress", "starring", "star", "acted", "主演", "演员"),
    ("artist", "singer", "band", "sung", "歌手"),
    ("receiver", "recipient", "send", "pay", "to whom", "whom", "contact", "who", "person", "收款人", "收件人"),
    ("contact", "person", "who", "联系人"),
    ("pickup", "pick up", "pick", "collect", "取车", "上车"),
    ("visit", "viewing", "view", "参观", "看房"),
    ("appointment", "预约"),
    ("journey", "travel", "trip", "traveling", "出行"),
    ("stay", "nights", "days", "long"),
    ("property", "apartment", "house", "housing", "apartments", "小区"),
    ("show", "showing", "场次"),
    ("restrictions", "restriction", "vegetarian", "vegan", "allergies", "diet", "dietary"),
    ("parking", "park", "停车"),
    ("food", "dish", "dishes", "eat", "cuisine", "菜"),
    ("drinks", "drink", "beverages", "喝"),
    ("alarm", "闹钟"),
    ("pin", "pin code", "密码"),
    ("fee", "费"),
    ("名称", "叫什么", "名字", "哪家", "哪个"),
    ("消费", "价格", "人均", "花费"),
    ("门票", "票价", "门票价格"),
    ("游玩", "玩", "游览", "停留"),
    ("推荐菜", "菜", "吃", "菜品", "特色菜"),
)


def same_idea(word: str) -> tuple[str, ...]:
    """All words that mean what ``word`` in a label means, itself first."""
    found = {word: None}
    for row in _IDEAS:
        if row[0] == word or (has_han(word) and any(r in word for r in row if has_han(r) and len(r) > 1)):
            found.update(dict.fromkeys(row))
    if word.endswith("s") and len(word) > 4 and word.isascii():
        found[word[:-1]] = None
    return tuple(found)
