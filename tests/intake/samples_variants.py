"""More samples: the same formats as people in other countries, and other programs, write them. See `samples`."""

from __future__ import annotations

from tests.intake.samples import HELP, HI, THANKS, add

PAIR = (f"c:{HI}", f"a:{HELP}")

# -- WhatsApp, whose export follows the phone's country --------------------------------------------------------

for country, moment, at in (
    ("Spain", "12/3/26, 9:05 a. m.", "2026-03-12T09:05:00"),
    ("Mexico", "12/3/26, 1:05 p. m.", "2026-03-12T13:05:00"),
    ("Korea", "2026년 3월 12일 오후 1:05", "2026-03-12T13:05:00"),
    ("Korea, short", "2026. 3. 12. 오전 9:05", "2026-03-12T09:05:00"),
    ("Finland", "12.3.2026 klo 9.05", "2026-03-12T09:05:00"),
    ("Denmark", "12.03.2026 09.05", "2026-03-12T09:05:00"),
    ("Indonesia", "12/03/26 09.05", "2026-03-12T09:05:00"),
    ("Egypt", "\u200f12\u200f/3\u200f/2026، 1:05 م", "2026-03-12T13:05:00"),
    ("Egypt, own figures", "١٢/٣/٢٠٢٦، ٩:٠٥ ص", "2026-03-12T09:05:00"),
    ("Greece", "12/3/26, 1:05 μ.μ.", "2026-03-12T13:05:00"),
    ("Bulgaria", "12.03.26 г., 9:05 ч.", "2026-03-12T09:05:00"),
    ("Hungary", "2026. 03. 12. 9:05", "2026-03-12T09:05:00"),
    ("Czechia", "12. 3. 2026 9:05", "2026-03-12T09:05:00"),
    ("Malaysia", "12/03/2026, 1:05 PTG", "2026-03-12T13:05:00"),
    ("Vietnam", "09:05, 12/03/2026", "2026-03-12T09:05:00"),
    ("Portugal", "12/03/2026 às 09:05", "2026-03-12T09:05:00"),
    ("Germany, in words", "12. März 2026 um 09:05", "2026-03-12T09:05:00"),
):
    add(f"whatsapp in {country}", ".txt", f"{moment} - Ines: {HI}\n{moment} - Tom: {HELP}\n", *PAIR, at=at)
add(
    "whatsapp with as many commas in each line", ".txt",
    "12/3/26, 9:05 - Ines: Hola, mi lámpara\n12/3/26, 9:06 - Tom: Buenas, ¿cuál es?\n13/3/26, 9:07 - Ines: Es, la azul\n",
    "c:Hola, mi lámpara", "a:Buenas, ¿cuál es?", "c:Es, la azul", at="2026-03-12T09:05:00",
)  # fmt: skip
add(
    "whatsapp, a name with a colon", ".txt",
    f"[12/03/2026, 09:05:01] Shop: Returns: {HELP}\n[12/03/2026, 09:06:01] Ines: Look: {HI}\n"
    f"[12/03/2026, 09:07:01] Shop: Returns: Which one: blue?\n[13/03/2026, 09:08:01] Ines: {THANKS}\n",
    f"a:{HELP}", f"c:Look: {HI}", "a:Which one: blue?", f"c:{THANKS}",
)  # fmt: skip
add(
    "whatsapp, companies and nicknames", ".txt",
    f"[12/03/2026, 09:05:01] Hotel Sonne: {HELP}\n[12/03/2026, 09:06:01] 🌸Ines🌸: {HI}\n"
    f"[12/03/2026, 09:07:01] Hotel Sonne: Room: 214?\n[13/03/2026, 09:08:01] a_n_n_a (work): {THANKS}\n",
    f"a:{HELP}", f"c:{HI}", "a:Room: 214?", f"c:{THANKS}", at="2026-03-12T09:05:01",
)  # fmt: skip
add(
    "whatsapp, the note on encryption in German", ".txt",
    "[12.03.26, 14:05:33] Tom: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\n"
    f"[12.03.26, 14:05:33] Ines: {HI}\n[12.03.26, 14:07:01] Tom: {HELP}\n",
    "s:Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.", *PAIR, at="2026-03-12T14:05:33",
)  # fmt: skip

# -- WeChat --------------------------------------------------------

ZH_HI, ZH_HELP = "你好，我的耳机坏了", "您好，请问订单号是多少？"
ZH_PAIR = (f"c:{ZH_HI}", f"a:{ZH_HELP}")
add(
    "wechat, a name in two scripts once",
    ".txt",
    f"小林:\n{ZH_HI}\n\n客服阿May:\n{ZH_HELP}\n\n小林:\n88123\n",
    *ZH_PAIR,
    "c:88123",
)
add(
    "wechat, a nickname once", ".txt", f"小林:\n{ZH_HI}\n\n星星May😊:\n{ZH_HELP}\n\n小林:\n88123\n", *ZH_PAIR, "c:88123"
)
add(
    "wechat, nicknames with moments", ".txt",
    f"爱吃鱼的猫🐱 2026/3/12 10:01:22\n{ZH_HI}\n\n星星数码旗舰店 2026/3/12 10:02:05\n{ZH_HELP}\n\n"
    "爱吃鱼的猫🐱 2026/3/12 10:03:10\n88123\n\nA小陈~售后 2026/3/12 10:04:10\n我来处理\n",
    *ZH_PAIR, "c:88123", "a:我来处理", at="2026-03-12T10:01:22",
)  # fmt: skip
add(
    "wechat, the moment before the name", ".txt",
    f"2026-03-12 10:01:22 小林\n{ZH_HI}\n\n2026-03-12 10:02:05 客服阿May\n{ZH_HELP}\n",
    *ZH_PAIR, at="2026-03-12T10:01:22",
)  # fmt: skip
add(
    "wechat, the moment above the name", ".txt",
    f"群聊的聊天记录\n\n2026年3月12日 10:01\n小林: {ZH_HI}\n2026年3月12日 10:02\n客服阿May: {ZH_HELP}\n",
    "s:群聊的聊天记录", *ZH_PAIR,
)  # fmt: skip

# -- mail --------------------------------------------------------

_HEAD = "From: Ines <ines@mail.example>\nTo: help@shop.example\nSubject: Re: lamp\nMIME-Version: 1.0\n"
_DATED = f"{_HEAD}Date: Thu, 12 Mar 2026 09:05:00 +0000\n"
_PLAIN = f"{_DATED}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
_WROTE = "On Wed, Mar 11, 2026 at 6:02 PM Tom <help@shop.example> wrote:\n"
add(
    "outlook thread after noon", ".eml",
    f"{_PLAIN}It is 7712\n\nFrom: Tom <help@shop.example>\nSent: Wednesday, March 11, 2026 6:02 PM\n"
    f"To: Ines <ines@mail.example>\nSubject: lamp\n\n{HELP}\n",
    "s:lamp", f"a:{HELP}", "c:It is 7712",
)  # fmt: skip
for name, heading in (
    ("german", "Am Mi., 11. März 2026 um 18:02 Uhr schrieb Tom <help@shop.example>:"),
    ("french", "Le mer. 11 mars 2026 à 18:02, Tom <help@shop.example> a écrit :"),
    ("spanish", "El mié, 11 mar 2026 a las 18:02, Tom (<ayuda@shop.example>) escribió:"),
    (
        "chinese",
        "---- 回复的原邮件 ----\n发件人： Tom <help@shop.example>\n日期： 2026年03月11日 18:02\n收件人： Ines\n主题： lamp\n",
    ),
):
    add(f"mail with a {name} quotation", ".eml", f"{_PLAIN}It is 7712\n\n{heading}\n\n> {HELP}\n",
        "s:lamp", f"a:{HELP}", "c:It is 7712")  # fmt: skip
add(
    "mail answered below the quotation", ".eml",
    f"{_PLAIN}{_WROTE}> Hello Ines,\n> {HELP} Please tell us the number of the order in\nquestion.\n>\n"
    f"> On Wed, Mar 11, 2026 at 4:00 PM Ines <ines@mail.example> wrote:\n>> {HI}\n\nIt is 7712\n",
    "s:lamp", f"c:{HI}", f"a:Hello Ines,\n{HELP} Please tell us the number of the order in\nquestion.", "c:It is 7712",
)  # fmt: skip
add(
    "mail answered between the lines", ".eml",
    f"{_PLAIN}See below.\n\n{_WROTE}> What colour is it?\nRed.\n\n> And the order?\n\n7712\n",
    "s:lamp", "a:What colour is it?", "c:See below.", "c:Red.", "a:And the order?", "c:7712",
)  # fmt: skip
add(
    "mail with another one in it", ".eml",
    f"{_DATED}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{THANKS}\n--b\n"
    "Content-Type: message/rfc822\n\nFrom: Tom <help@shop.example>\nTo: ines@mail.example\nSubject: lamp\n"
    f"Date: Wed, 11 Mar 2026 18:02:00 +0000\n\n{HELP}\n--b--\n",
    "s:lamp", f"a:{HELP}", f"c:{THANKS}",
)  # fmt: skip
add(
    "mailbox with a marked line", ".mbox",
    f"From ines@mail.example Thu Mar 12 09:05:00 2026\n{_PLAIN}{HI}\n>From here on it is dark\n",
    "s:lamp", f"c:{HI}\nFrom here on it is dark",
)  # fmt: skip

# -- captions --------------------------------------------------------

_TIMES = ("00:00:01.000 --> 00:00:02.000", "00:00:03.000 --> 00:00:04.000", "00:00:05.000 --> 00:00:06.000")
add(
    "webex captions", ".vtt",
    f'WEBVTT\n\n1 "Tom Reed" (3019428864)\n{_TIMES[0]}\n{HELP}\n\n2 "Ines Ray" (3019428111)\n{_TIMES[1]}\n{HI}\n\n'
    f'3 "Ines Ray" (3019428111)\n{_TIMES[2]}\n{THANKS}\n',
    f"a:{HELP}", f"c:{HI} {THANKS}", at="PT1S",
)  # fmt: skip
add(
    "captions typed along", ".srt",
    f"1\n{_TIMES[0]}\n&gt;&gt; {HELP}\n\n2\n{_TIMES[1]}\n>> It broke,\n\n3\n{_TIMES[2]}\nthe lamp.\n",
    f"a:{HELP}", "c:It broke, the lamp.", at="PT1S",
)  # fmt: skip
add(
    "captions with dashes and brackets before names", ".srt",
    f"1\n{_TIMES[0]}\n- AGENT: {HELP}\n- CUSTOMER: {HI}\n\n2\n{_TIMES[1]}\n[AGENT]: Which?\n",
    f"a:{HELP}", f"c:{HI}", "a:Which?", at="PT1S",
)  # fmt: skip

# -- lists and tables --------------------------------------------------------

_VCON = {
    "vcon": "0.0.2",
    "uuid": "u",
    "parties": [{"name": "Tom", "role": "agent"}, {"name": "Ines", "role": "customer"}],
}
_TEXTS = [{"type": "text", "parties": [n], "body": text, "encoding": "none"} for n, text in ((1, HI), (0, HELP))]
add("a list of vcons", ".json", [{**_VCON, "dialog": [_TEXTS[0]]}, {**_VCON, "dialog": _TEXTS}, {**_VCON, "dialog": []}],
    f"c:{HI}", *PAIR, conversations=2)  # fmt: skip
add(
    "chatwoot conversations that name the chat once", ".json",
    {"data": {"payload": [
        {"id": 9, "messages": [{"id": 1, "content": HI, "message_type": 0, "created_at": 1773306000},
                               {"id": 2, "content": HELP, "message_type": 1, "created_at": 1773306010}]},
        {"id": 10, "messages": [{"id": 3, "content": THANKS, "message_type": 0, "created_at": 1773306000}]}]}},
    *PAIR, f"c:{THANKS}", conversations=2,
)  # fmt: skip
add(
    "dialogflow entries with numbers for roles", ".json",
    [{"role": 3, "text": HI, "createTime": "2026-03-12T09:00:00Z"}, {"role": 1, "text": HELP, "createTime": "2026-03-12T09:00:05Z"}],
    *PAIR,
)  # fmt: skip
add(
    "typescript with types", ".ts",
    "import type { Message } from './types';\n\nexport const one: Message[] = [{ id: 6, content: `" + HI + "`, private: false,"
    "\n  message_type: 0 as MessageType, created_at: new Date('2026-03-12T09:00:00Z'), sender: { name: 'Ines' } as const,"
    "\n}, { id: 7, content: '" + HELP + "', message_type: 1 as 0 | 1, private: false } satisfies Message];\n",
    *PAIR, at="2026-03-12T09:00:00Z",
)  # fmt: skip
_ASKED = "Ticket ID,Requester ID,Author ID,Comment,Public,Created at\n"
add(
    "ticket comments with a title for people", ".csv",
    f'Ticket ID,Author,Author role,Public,Comment body,Created at\n41,Ines,end-user,true,"{HI}, ""blue""",2026-03-12T09:00:00Z\n'
    f"41,Tom,agent,true,{HELP},2026-03-12T09:01:00Z\n41,Tom,agent,false,call her,2026-03-12T09:02:00Z\n"
    "42,Bo,end-user,true,,2026-03-12T09:03:00Z\n42,Bo,end-user,true,any news?,2026-03-12T09:04:00Z\n",
    f'c:{HI}, "blue"', f"a:{HELP}", "s:call her", "c:any news?", conversations=2, at="2026-03-12T09:00:00Z",
)  # fmt: skip
add(
    "ticket comments told by who asks", ".csv",
    f"{_ASKED}41,7,9,Hello,true,2026-03-12T09:00:00Z\n41,7,7,{HI},true,2026-03-12T09:00:30Z\n",
    "a:Hello", f"c:{HI}", at="2026-03-12T09:00:00Z",
)  # fmt: skip
add(
    "a printed list of tickets", ".csv",
    f'\ufeff"Ticket ID","Subject","Requester","Assignee","Description","Status"\r\n"41","lamp","Ines","Tom","{HI},\r\nreally","Open"\r\n',
    f"c:{HI},\nreally",
)  # fmt: skip

# -- saved pages --------------------------------------------------------


def _page(body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


def _in_telegram(number: int, inner: str, more: str = "") -> str:
    date = f'<div class="pull_right date details" title="12.03.2026 09:0{number}:00 UTC+01:00">09:0{number}</div>'
    return (
        f'<div class="message default clearfix{more}" id="message{number}"><div class="body">{date}{inner}</div></div>'
    )


add(
    "telegram page", ".html",
    _page(
        '<div class="page_body chat_page"><div class="history"><div class="message service" id="message-1">'
        '<div class="body details">12 March 2026</div></div>'
        + _in_telegram(1, f'<div class="from_name">Ines </div><div class="text">{HI}<br>again</div>')
        + _in_telegram(2, '<div class="text">7712</div>', " joined")
        + _in_telegram(3, '<div class="from_name">Tom</div><div class="reply_to details">In reply to <a href="#go">this '
                       f'message</a></div><div class="text">{HELP}</div>')
        + _in_telegram(4, '<div class="from_name">Ines</div><div class="media_wrap"><div class="media"><div class="title '
                       'bold">Photo</div><div class="status details">1280x960</div></div></div>')
        + "</div></div>"
    ),
    "s:12 March 2026", f"c:{HI}\nagain", "c:7712", f"a:{HELP}", "c:[Photo]",
)  # fmt: skip
add(
    "page with a table", ".html",
    _page("<h1>Transcript</h1><table><tr><th>Time</th><th>From</th><th>Message</th></tr>"
          f"<tr><td>12.03.2026 10:01</td><td>Ines</td><td>{HI}</td></tr>"
          f"<tr><td>12.03.2026 10:02</td><td>Tom (Agent)</td><td>{HELP}</td></tr></table>"),
    *PAIR, at="2026-03-12T10:01:00",
)  # fmt: skip
add(
    "page with a table without titles", ".html",
    _page(f"<table><tr><td>10:01</td><td>Ines:</td><td>{HI}</td></tr><tr><td>10:02</td><td>Tom:</td><td>{HELP}</td></tr>"
          f"<tr><td>10:03</td><td>Ines:</td><td>{THANKS}</td></tr></table>"),
    *PAIR, f"c:{THANKS}",
)  # fmt: skip
add("page with a list of who said what", ".html",
    _page(f"<dl><dt>Customer</dt><dd>{HI}</dd><dt>Agent</dt><dd>{HELP}</dd></dl>"), *PAIR)  # fmt: skip
add(
    "page with names in bold and bodies", ".html",
    _page("".join(
        f'<div class="comment"><div class="header"><strong>{who}</strong> <span class="date">March 12, 2026 10:01</span>'
        f'</div><div class="comment-body"><p>{text}</p></div></div>' for who, text in (("Ines", HI), ("Tom", HELP)))),
    *PAIR, at="2026-03-12T10:01:00",
)  # fmt: skip
add(
    "page with moments in the line", ".html",
    _page(f'<div class="msg customer">{HI} <span class="time">10:01</span></div>'
          f'<div class="msg agent"><b>Tom:</b> {HELP} <time>10:02</time></div>'),
    *PAIR,
)  # fmt: skip
add(
    "page of a workplace chat", ".html",
    _page("".join(
        f'<div class="c-message_kit__gutter"><button class="c-message__sender_button">{who}</button>'
        f'<div class="p-rich_text_section">{text}</div></div>' for who, text in (("Ines", HI), ("Tom", HELP)))),
    *PAIR,
)  # fmt: skip
add(
    "a table sorted by anything", ".csv",
    f"conversation_id,created_at,sender,message\n9,2026-03-12 09:01:00,agent,{HELP}\n9,2026-03-12 09:00:00,customer,{HI}\n",
    *PAIR, at="2026-03-12T09:00:00",
)  # fmt: skip
add(
    "a table of parts with titles for people", ".csv",
    "Conversation ID,Part created at,Part type,Author type,Author name,Part body\n"
    f"9,2026-03-12 09:00,comment,user,Ines,<p>{HI}</p>\n9,2026-03-12 09:01,note,admin,Tom,<p>vip</p>\n"
    f"9,2026-03-12 09:02,comment,admin,Tom,<p>{HELP}</p>\n",
    f"c:{HI}", "s:vip", f"a:{HELP}",
)  # fmt: skip
add("a chinese table", ".csv", f"会话ID,时间,角色,内容\n9,2026-03-12 09:00:00,客户,{ZH_HI}\n9,2026-03-12 09:01:00,客服,{ZH_HELP}\n".encode("gb18030"),
    *ZH_PAIR)  # fmt: skip
add("captions with roles in parentheses", ".srt", f"1\n{_TIMES[0]}\n(Agent) {HELP}\n\n2\n{_TIMES[1]}\n(Customer) {HI}\n",
    f"a:{HELP}", f"c:{HI}")  # fmt: skip
add(
    "page without classes for messages", ".html",
    _page("".join(
        f'<div class="item"><div class="nickname">{who}</div><div class="time">2026-03-12 10:01:22</div>'
        f'<div class="content">{text}</div></div>' for who, text in (("小林", ZH_HI), ("客服阿May", ZH_HELP)))),
    *ZH_PAIR, at="2026-03-12T10:01:22",
)  # fmt: skip
