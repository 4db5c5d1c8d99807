"""What a speaker's label tells: a role word, a person's name, both, or that it is no speaker at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assist.domain.conversation import Speaker
from assist.domain.text import is_han
from assist.intake.clean import strip_marks

_CUSTOMER_EN = "customer|client|visitor|user|guest|caller|buyer|shopper|end[- ]?user|consumer|requester|member"
_AGENT_EN = (
    "agent|support|advisor|adviser|rep|representative|csr|operator|customer (?:service|support|care)|service desk|"
    "help ?desk|live agent|support agent|support team|(?:customer service|support|service) (?:rep|"
    "representative|agent)|"
    "specialist|consultant|staff|seller|team member|associate|assistant agent"
)
_SYSTEM_EN = "system|bot|chat ?bot|auto(?:mated)?[- ]?(?:reply|message)|virtual assistant|notification|robot"
_CUSTOMER_ZH = "客户|客戶|顾客|顧客|买家|買家|用户|用戶|访客|訪客|来电者|客人|会员|會員|消费者"
_AGENT_ZH = (
    "人工客服|在线客服|在線客服|客服中心|售后客服|售後客服|售后|售後|商家|客服|客服人员|客服人員|坐席|座席|"
    "卖家|賣家|店家|客服专员|客服專員|专员|專員|店小二"
)
_SYSTEM_ZH = "系统消息|系统提示|系統訊息|系统|系統|机器人|機器人|智能客服|系统通知|自动回复"
_SELF = re.compile(r"me|you|myself|我|我自己|本人|您|你", re.IGNORECASE)

_NUMBER = r"(?:\s*[#＃]?\s*[0-9][0-9A-Za-z-]{0,12}|\s+[A-Z]|[A-Z]|\s*[一二三四五六七八九十甲乙])?"
_ROLES = (
    (Speaker.SYSTEM, re.compile(rf"(?:{_SYSTEM_EN}|{_SYSTEM_ZH}){_NUMBER}", re.IGNORECASE)),
    (Speaker.CUSTOMER, re.compile(rf"(?:the\s+)?(?:{_CUSTOMER_EN}|{_CUSTOMER_ZH}){_NUMBER}", re.IGNORECASE)),
    (Speaker.AGENT, re.compile(rf"(?:the\s+)?(?:{_AGENT_EN}|{_AGENT_ZH}){_NUMBER}", re.IGNORECASE)),
)
_WITH_ROLE = (
    # Sarah (Support) · 小李（客服） · Sarah [Agent]
    re.compile(r"(?P<name>.+?)\s*[(（\[【](?P<role>[^()（）\[\]【】]+)[)）\]】]"),
    # Sarah - Support · Sarah | Agent · Support – Sarah
    re.compile(r"(?P<name>.+?)\s+[-–—|/·,]\s*(?P<role>.+)"),
    re.compile(r"(?P<role>.+?)\s+[-–—|/·]\s*(?P<name>.+)"),
    # Agent Sarah · Customer Anna Smith
    re.compile(
        r"(?P<role>[A-Za-z]+(?: (?:agent|support|care|rep|service))?)\s+(?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)*)"
    ),
    # 客服小李 · 客户王女士
    re.compile(
        rf"(?P<role>{_AGENT_ZH}|{_CUSTOMER_ZH})[-—_\s]*"
        r"(?P<name>[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{0,3}[A-Za-z0-9][\w.-]{0,20})"
    ),
)
_FROM_COMPANY = re.compile(
    r"(?P<name>.+?)\s+(?:from|@|at)\s+[A-Z][\w&'’. -]*|[\w&'’. -]+ (?:Support|Care|Help|Helpdesk|Service)|"
    r"\S{1,12}(?:客服(?:中心)?|官方|旗舰店|旗艦店|专卖店|專賣店|服务中心|服務中心|售后|售後)"
)


def _words(text: str) -> list[str]:
    return text.split()


# Words that begin a line of the form "Word: value" without being a speaker.
_FIELD_EN = _words(
    """
    note notes ps p.s nb fyi re fw fwd subject url link http https www ftp mailto email e-mail mail address street city
    state zip postcode country phone tel telephone mobile cell fax date time when where what why how who order orders
    total subtotal price amount tax qty quantity item items sku product products model serial version error warning code
    tracking track number no ref reference invoice receipt payment card account password username login id name surname
    firstname lastname update edit question answer q a step steps example e.g i.e option options reason issue problem
    solution summary result results status priority category description details detail size color colour delivery
    shipping ship shipped carrier courier booking reservation ticket case topic department channel source language
    duration started ended rating feedback attachment attachments image file photo to from cc bcc sent received via
    thanks thank sorry please hello hi hey yes ok okay warning important attention tip hint reminder remember deadline
    today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday eta est min max weight height
    width length room flight hotel check-in check-out checkin checkout arrival departure passenger passengers guests
    people price cost fee balance due discount promo coupon voucher website site page browser device os platform app
    first second third fourth next then finally also and but or if so because however anyway btw imo basically
    expected actual symptom symptoms environment dob birthday nationality gender age title message body quote
    """
)
_FIELD_ZH = (
    "注意|备注|備註|订单|訂單|单号|單號|地址|电话|電話|手机|手機|邮箱|郵箱|姓名|收件人|收货人|联系人|"
    "聯絡人|链接|連結|网址|時間|"
    "时间|日期|问题|問題|型号|型號|编号|編號|数量|數量|金额|金額|价格|價格|商品|产品|產品|颜色|顏色|尺码|"
    "尺寸|原因|说明|說明|快递|快遞|"
    "物流|账号|賬號|帳號|密码|密碼|总计|合计|例如|比如|另外|補充|补充|答|问|主题|主題|附件|电子邮件|微信|"
    "身份证|银行|卡号|"
    "房型|入住|退房|航班|状态|狀態|结果|結果|标题|標題|内容|內容|优惠|運費|运费|规格|規格|提示|如下|以下|"
    "就是|请问|請問|谢谢|謝謝|你好|您好"
)
_FIELDS = frozenset(_FIELD_EN)
_HAS_FIELD_ZH = re.compile(_FIELD_ZH)
_LOG_WORDS = frozenset(_words("info debug warn fatal trace critical severe verbose"))
_SMALL_WORDS = frozenset(
    _words("at on by around until from to since before after about is was the a an my your our and or of in for")
)
_NAME_CHARS = re.compile(
    r"[\w .,'’\-@&#()（）|/+·_~*\[\]【】–—\u200d\ufe0f\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff\u00b7·・]+"
)
_SENTENCE = re.compile(r"[?!？！。;；]|[.,，](?:\s|$).*[.,，]")
_ACCOUNT = re.compile(r"(?<=\S)\s*[(（]\d{5,12}[)）]$")
_PHONE = re.compile(r"\+?\d[\d ()-]{6,18}\d")


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label taken apart. ``weak`` roles (me, you) say who copied the text, not who they are."""

    role: Speaker | None
    name: str | None
    is_self: bool = False


@lru_cache(maxsize=4096)
def read_label(raw: str) -> Label:
    """Take a label apart: ``Sarah (Support)`` is an agent named Sarah, ``Visitor 1234`` a customer without a name."""
    label = clean_label(raw)
    if _SELF.fullmatch(label):
        return Label(None, None, is_self=True)
    if role := role_of(label):
        return Label(role, None)
    for shape in _WITH_ROLE:
        found = shape.fullmatch(label)
        if found and (role := role_of(found["role"].strip())):
            return Label(role, found["name"].strip() or None)
        if found and _SELF.fullmatch(found["role"].strip()):
            return Label(None, found["name"].strip() or None, is_self=True)
    if found := _FROM_COMPANY.fullmatch(label):
        return Label(Speaker.AGENT, found["name"] or label)
    return Label(None, label or None)


def clean_label(raw: str) -> str:
    """A label without direction marks, bold marks, the signs before unknown names, and an account's number behind."""
    return strip_marks(_ACCOUNT.sub("", strip_marks(raw).strip("*_").lstrip("~@ "))).strip()


@lru_cache(maxsize=4096)
def role_of(word: str) -> Speaker | None:
    """The role a word stands for, or ``None``."""
    return next((role for role, words in _ROLES if words.fullmatch(word)), None)


@lru_cache(maxsize=4096)
def is_field(raw: str) -> bool:
    """Whether ``raw`` names a field or opens a remark ("Order number", "Note", "订单号") rather than a speaker."""
    label = clean_label(raw)
    words = [w.strip(".,#()'’") for w in label.lower().split()]
    return any(w in _FIELDS for w in words) or bool(_HAS_FIELD_ZH.search(label))


@lru_cache(maxsize=4096)
def could_be_speaker(raw: str) -> bool:
    """Whether ``raw`` has the form of a name: few words, no sentence, no field's label."""
    label = clean_label(raw)
    if not label or len(label) > 40 or not _NAME_CHARS.fullmatch(label):
        return False
    known = read_label(raw)
    if known.role or known.is_self:
        return True
    if not any(c.isalpha() for c in label):
        return False
    words = label.split()
    if len(words) > 5 or words[-1].lower() in _SMALL_WORDS or words[0].lower() in _SMALL_WORDS or is_field(raw):
        return False
    return not label.endswith((".", ",")) or len(words) > 1


@lru_cache(maxsize=4096)
def could_be_title(raw: str) -> bool:
    """Whether a chat could be called this: a person, a company ("Hotel Sonne"), a nickname in emoji."""
    label = clean_label(raw)
    words = label.split()
    told = len(words) == 1 and (is_field(raw) or label.casefold() in _LOG_WORDS)
    return 0 < len(label) <= 48 and len(words) <= 7 and not _SENTENCE.search(label) and not told


@lru_cache(maxsize=4096)
def looks_personal(raw: str) -> bool:
    """Whether ``raw`` looks like a person: one to three capitalised words, or two to four Han characters."""
    label = clean_label(raw)
    if not could_be_speaker(raw):
        return False
    if all(is_han(c) for c in label):
        return 2 <= len(label) <= 4
    words = re.findall(r"[^\s.]+", re.sub(r"[(（\[].*", "", label))
    return 1 <= len(words) <= 3 and all(w[0].isupper() for w in words) and not any(c.isdigit() for c in label)


def is_phone(raw: str) -> bool:
    """Whether ``raw`` is a telephone number, as messengers show for people who are not in the address book."""
    return _PHONE.fullmatch(clean_label(raw)) is not None
