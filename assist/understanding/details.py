"""What only says who somebody is, or which number a case has: nothing can be looked up by it."""

from __future__ import annotations

import re

_END = r"(?=\s*(?:[.,;!?\n，。；！？]|$|(?:and|lol)\b))"
_NO_NAME = (  # what stands behind "my name is" where something is the matter with it
    "not|no|wrong|incorrect|mis\\w+|spel\\w+|written|showing|shown|listed|missing|registered|changed|different|"
    "outdated|going|still|also|now|on|in|at|the|a|an|being|under|too"
)
_NAME = re.compile(
    rf"\bmy (?:full |first |last )*name(?: is|['’]s|s|:) "
    rf"(?:(?!(?:{_NO_NAME})\b)[^\W\d_][\w.'’-]*(?: |\b)){{1,4}}?{_END}"
    rf"|我的?(?:名字)?(?:叫|是叫)[一-鿿·]{{2,6}}{_END}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:one of )?(?:my|the)(?: \w+)?? "
    r"(?:ids?|number|e-?mail(?: address)?|phone(?: number)?|user ?name|zip(?: code)?)"
    rf"(?: is| was|:)? #?(?=\S*[\d@])[\w@.+-]*\w{_END}"
    r"|(?:我的)?(?:订单号|訂單號|单号|單號|手机号|手機號|电话|電話|邮箱|郵箱|账号|帳號)(?:码|碼)?"
    rf"(?:是|：|:)?\s*[A-Za-z0-9@._+-]*[A-Za-z0-9]{_END}",
    re.IGNORECASE,
)


def without_details(text: str) -> str:
    """``text`` without the statements that give no more than a name or a number."""
    return _NUMBER.sub(" ", _NAME.sub(" ", text))
