"""More samples: messengers, mail, pages and subtitles. See `samples`."""

from __future__ import annotations

import base64

from tests.intake.samples import HELP, HI, TALK, add

_AT = "2026-03-01T10:00:00Z"
_LOCAL = "2026-03-01T10:00:00"
CHAT = (f"c:{HI}", f"a:{HELP}")

# -- messengers --------------------------------------------------------

_TELEGRAM = {
    "name": "Ines", "type": "personal_chat", "id": 55, "messages": [
        {"id": 1, "type": "service", "date": _LOCAL, "actor": "Ines", "action": "phone_call"},
        {"id": 2, "type": "message", "date": _LOCAL, "date_unixtime": "1772359200", "from": "Ines", "from_id": "user1",
         "text": ["my lamp ", {"type": "bold", "text": "arrived broken"}], "text_entities": []},
        {"id": 3, "type": "message", "date": _LOCAL, "from": "Tom", "from_id": "user2", "text": HELP}],
}  # fmt: skip
add("telegram chat", ".json", _TELEGRAM, "s:Ines phone call", *CHAT, at=_LOCAL)
add("telegram account", ".json", {"chats": {"list": [_TELEGRAM]}}, "s:Ines phone call", *CHAT, at=_LOCAL)
add(
    "telegram page", ".html",
    '<!DOCTYPE html><html><body><div class="history">'
    '<div class="message service" id="m0"><div class="body details">1 March 2026</div></div>'
    '<div class="message default clearfix" id="m1"><div class="body"><div class="pull_right date details" '
    'title="01.03.2026 10:00:00 UTC+01:00">10:00</div><div class="from_name">Ines</div><div class="text">'
    f"{HI}</div></div></div>"
    '<div class="message default clearfix joined" id="m2"><div class="body"><div class="pull_right date details" '
    'title="01.03.2026 10:00:20 UTC+01:00">10:00</div><div class="text">it is blue</div></div></div>'
    '<div class="message default clearfix" id="m3"><div class="body"><div class="pull_right date details" '
    'title="01.03.2026 10:01:00 UTC+01:00">10:01</div><div class="from_name">Tom</div><div class="text">'
    f"{HELP}</div></div></div></div></body></html>",
    "s:1 March 2026", f"c:{HI}", "c:it is blue", f"a:{HELP}",
)  # fmt: skip
add(
    "messenger", ".json",
    {"participants": [{"name": "Ines"}, {"name": "Tom"}], "title": "Ines", "messages": [
        {"sender_name": "Tom", "timestamp_ms": 1772359300000, "content": HELP},
        {"sender_name": "In\u00c3\u00a9s", "timestamp_ms": 1772359200000, "content": f"{HI} \u00f0\u009f\u0099\u0081"}]},
    f"c:{HI} 🙁", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "slack", ".json",
    [{"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined", "ts": "1772359200.000000"},
     {"type": "message", "user": "U1", "text": f"{HI} &amp; late", "ts": "1772359201.000100",
      "user_profile": {"real_name": "Ines"}},
     {"type": "message", "user": "U2", "text": HELP, "ts": "1772359209.000100", "user_profile": {"real_name": "Tom"}}],
    "s:@Ines has joined", f"c:{HI} & late", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "discord", ".json",
    {"guild": {"name": "g"}, "channel": {"id": "5"}, "messages": [
        {"id": "1", "type": "Default", "timestamp": _AT, "content": HI, "author": {"name": "ines", "isBot": False}},
        {"id": "2", "type": "Default", "timestamp": _AT, "content": HELP, "author": {"name": "tom", "isBot": False}}]},
    *CHAT, at=_AT,
)  # fmt: skip
add(
    "google chat", ".json",
    {"messages": [
        {"creator": {"name": "Ines", "email": "i@x.test"}, "text": HI,
         "created_date": "Sunday, March 1, 2026 at 10:00:00\u202fAM UTC"},
        {"creator": {"name": "Tom"}, "text": HELP, "created_date": "Sunday, March 1, 2026 at 1:00:00 PM UTC"}]},
    *CHAT, at=_AT,
)  # fmt: skip
add(
    "rocket chat", ".json",
    {"messages": [{"u": {"username": "ines", "name": "Ines"}, "msg": HI, "ts": _AT},
                  {"u": {"username": "tom"}, "msg": HELP, "ts": {"$date": 1772359300000}}]},
    *CHAT, at=_AT,
)  # fmt: skip
add(
    "wechat json", ".json",
    [{"localId": 1, "isSend": 0, "type": 1, "content": "我的灯坏了", "createTime": 1772359200, "talkerName": "小王"},
     {"localId": 2, "isSend": 0, "type": 3, "content": "<msg><img/></msg>", "createTime": 1772359201},
     {"localId": 3, "isSend": 1, "type": 1, "content": "您好，请稍等", "createTime": 1772359209}],
    "c:我的灯坏了", "c:[图片]", "a:您好，请稍等", at=_AT,
)  # fmt: skip
add(
    "wechat table", ".csv",
    "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
    "1,4,1,0,0,1772359200,,我的灯坏了,2026-03-01 10:00:00,,小王,wxid_1\n"
    "2,4,1,0,1,1772359209,,您好，请稍等,2026-03-01 10:00:09,,客服,wxid_2\n",
    "c:我的灯坏了", "a:您好，请稍等", at=_AT,
)  # fmt: skip
add(
    "wechat text", ".txt",
    "2026-03-01 10:00:00 小王\n我的订单还没到\n\n2026-03-01 10:00:30 客服小李\n您好，请问有什么可以帮您？\n",
    "c:我的订单还没到", "a:您好，请问有什么可以帮您？", at=_LOCAL,
)  # fmt: skip
add(
    "whatsapp on android", ".txt",
    "01/03/2026, 09:59 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.\n"
    f"01/03/2026, 10:00 - Ines: {HI}\nit is blue\n13/03/2026, 10:01 - Tom: {HELP}\n",
    "s:Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
    f"c:{HI}\nit is blue", f"a:{HELP}",
)  # fmt: skip
add(
    "whatsapp on ios", ".txt",
    f"[13/03/2026, 10:00:00] Ines: {HI}\n\u200e[13/03/2026, 10:00:30] Ines: \u200eimage omitted\n"
    f"[13/03/2026, 10:01:00] Tom: {HELP}\n",
    f"c:{HI}", "c:image omitted", f"a:{HELP}", at="2026-03-13T10:00:00",
)  # fmt: skip
add(
    "whatsapp web", ".html",
    '<html lang="en"><body><div role="application"><div class="message-in focusable"><div class="copyable-text" '
    f'data-pre-plain-text="[10:00, 13/03/2026] Ines: "><span class="selectable-text">{HI}</span></div></div>'
    '<div class="message-out"><div class="copyable-text" data-pre-plain-text="[10:01, 13/03/2026] Tom: ">'
    f'<span class="selectable-text">{HELP}</span></div></div></div></body></html>',
    *CHAT, at="2026-03-13T10:00:00", language="en",
)  # fmt: skip
add(
    "line", ".txt",
    f"[LINE] Chat history with Ines\nSaved on: 2026/03/02 09:00\n\n2026/03/01(Sun)\n10:00\tInes\t{HI}\n10:01\tTom\t{HELP}\n",
    *CHAT, at=_LOCAL,
)  # fmt: skip

# -- mail --------------------------------------------------------

add(
    "mail with its history", ".eml",
    "From: Shop Support <support@shop.test>\r\nTo: Ines <ines@mail.test>\r\nSubject: Re: Re: lamp\r\n"
    "Date: Sun, 01 Mar 2026 12:00:00 +0000\r\nMessage-ID: <3@shop.test>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nA new one is on its way.\r\n\r\n"
    "On Sun, 1 Mar 2026 at 11:00, Ines <ines@mail.test> wrote:\r\n\r\n> it is blue\r\n>\r\n"
    "> On Sun, 1 Mar 2026 at 10:30, Shop Support <support@shop.test>\r\n> wrote:\r\n>\r\n"
    "> > Which colour is it?\r\n> >\r\n> > On Sun, 1 Mar 2026 at 10:00, Ines <ines@mail.test> wrote:\r\n> >\r\n"
    f"> > > {HI}\r\n",
    "s:lamp", f"c:{HI}", "a:Which colour is it?", "c:it is blue", "a:A new one is on its way.",
)  # fmt: skip
add(
    "mail from outlook", ".eml",
    "From: Tom <tom@shop.test>\r\nTo: Ines <ines@mail.test>\r\nSubject: RE: lamp\r\nDate: Sun, 01 Mar 2026 12:00:00 +0000\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Gr=FC=DFe, we send a new one.\r\n\r\n-----Original Message-----\r\nFrom: Ines <ines@mail.test>\r\n"
    f"Sent: Sunday, 1 March 2026 10:00\r\nTo: Tom <tom@shop.test>\r\nSubject: lamp\r\n\r\n{HI}\r\n",
    "s:lamp", f"c:{HI}", "a:Grüße, we send a new one.",
)  # fmt: skip
_HTML_MAIL = (
    f"<html><body><div>{HELP}</div><div class='gmail_quote'><div class='gmail_attr'>On Sun, 1 Mar 2026 at 10:00, Ines "
    f"&lt;<a href='mailto:ines@mail.test'>ines@mail.test</a>&gt; wrote:<br></div><blockquote><p>{HI}</p></blockquote></div>"
    "</body></html>"
)
add(
    "mail in html with an attachment", ".eml",
    b"From: =?utf-8?b?" + base64.b64encode("Büro Licht".encode()) + b"?= <office@shop.test>\nTo: ines@mail.test\n"
    b"Subject: Re: lamp\nDate: Sun, 01 Mar 2026 12:00:00 +0100\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
    b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(_HTML_MAIL.encode()) + b"\n--b\n"
    b'Content-Type: application/pdf; name="label.pdf"\nContent-Disposition: attachment; filename="label.pdf"\n'
    b"Content-Transfer-Encoding: base64\n\nAAAA\n--b--\n",
    "s:lamp", f"c:{HI}", f"a:{HELP}\n[attachment: label.pdf]",
)  # fmt: skip
add(
    "mail in chinese", ".eml",
    "From: 客服中心 <kefu@shop.test>\nTo: wang@mail.test\nSubject: =?gb2312?B?u9i4tKO6tqm1pQ==?=\n"
    "Date: Sun, 01 Mar 2026 12:00:00 +0800\nMIME-Version: 1.0\nContent-Type: text/plain; charset=gb2312\n"
    "Content-Transfer-Encoding: 8bit\n\n您好，已为您补发。\n\n------------------ 原始邮件 ------------------\n"
    "发件人: 王小明 <wang@mail.test>\n发送时间: 2026年3月1日(星期日) 上午10:00\n收件人: 客服中心 <kefu@shop.test>\n"
    "主题: 订单\n\n我的订单还没到\n".encode("gb18030"),
    "s:订单", "c:我的订单还没到", "a:您好，已为您补发。",
)  # fmt: skip
add(
    "mailbox with two threads", ".mbox",
    "From ines@mail.test Sun Mar  1 10:00:00 2026\nFrom: Ines <ines@mail.test>\nTo: support@shop.test\nSubject: lamp\n"
    f"Date: Sun, 01 Mar 2026 10:00:00 +0000\nMessage-ID: <1@x>\n\n{HI}\n\n"
    "From bo@mail.test Sun Mar  1 10:00:00 2026\nFrom: bo@mail.test\nTo: support@shop.test\nSubject: chair\n"
    "Date: Sun, 01 Mar 2026 11:00:00 +0000\nMessage-ID: <2@x>\n\nwhere is my chair\n\n"
    "From support@shop.test Sun Mar  1 10:00:00 2026\nFrom: Support <support@shop.test>\nTo: ines@mail.test\n"
    f"Subject: Re: lamp\nDate: Sun, 01 Mar 2026 12:00:00 +0000\nIn-Reply-To: <1@x>\n\n{HELP}\n\n> {HI}\n",
    "s:lamp", *CHAT, "s:chair", "c:where is my chair", conversations=2,
)  # fmt: skip

# -- pages --------------------------------------------------------

add(
    "page with classes", ".html",
    "<!doctype html><html lang='zh-TW'><head><title>x</title><style>p{}</style></head><body><ul class='messages'>"
    "<li class='message message--system'><p class='text'>Chat started</p></li>"
    f"<li class='message visitor'><span class='author'>Ines</span><time datetime='{_AT}'>10:00</time><p class='text'>{HI}</p></li>"
    f"<li class='message agent'><span class='author'>Tom</span><time datetime='{_AT}'>10:00</time><p class='text'>{HELP}</p>"
    "</li></ul><script>var a = 1</script></body></html>",
    "s:Chat started", *CHAT, language="zh-TW",
)  # fmt: skip
add(
    "page with attributes", ".html",
    f"<div><div data-role='customer' class='row'>{HI}</div><div data-role='agent' class='row'>{HELP}</div></div>",
    *CHAT,
)  # fmt: skip
add(
    "page without marks", ".html",
    f"<html><body><h1>x</h1><p>Customer: {HI}</p><p>Agent: {HELP}</p></body></html>", "s:x", *CHAT,
)  # fmt: skip
add(
    "page saved whole", ".mhtml",
    "From: <Saved by Browser>\r\nSnapshot-Content-Location: https://chat.test/\r\nSubject: Chat\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="q"\r\n\r\n--q\r\nContent-Type: text/html\r\n'
    'Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><div class=3D"msg in"><p class=3D"text">'
    f'{HI}</p></div><div class=3D"msg out"><p class=3D"text">{HELP}</p></div></body></html>\r\n--q--\r\n',
    *CHAT,
)  # fmt: skip

# -- subtitles --------------------------------------------------------

add(
    "teams captions", ".vtt",
    "WEBVTT\n\n6a/1-0\n00:00:01.250 --> 00:00:02.000\n<v Tom Reed>How can I</v>\n\n6a/1-1\n00:00:02.000 --> 00:00:03.000\n"
    f"<v Tom Reed>help you today?</v>\n\n6a/2-0\n00:00:03.000 --> 00:00:04.000\n<v Ines &amp; Bo>{HI}</v>\n",
    *TALK, at="PT1.25S",
)  # fmt: skip
add(
    "zoom captions", ".vtt",
    f"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nTom Reed: {HELP}\n\n2\n00:00:03.000 --> 00:00:04.000\nInes Ray: {HI}\n",
    *TALK, at="PT1S",
)  # fmt: skip
add(
    "captions with a note and a style", ".vtt",
    "WEBVTT - a call\nKind: captions\nLanguage: zh-CN\n\nNOTE made\nby hand\n\nSTYLE\n::cue { color: red }\n\n"
    f"00:01.000 --> 00:02.000 align:start\n<v.loud Agent><i>{HELP}</i>\n\n00:03.000 --> 00:04.000\n<v Customer>{HI}\n",
    *TALK, at="PT1S", language="zh",
)  # fmt: skip
add(
    "srt with speakers", ".srt",
    f"1\r\n00:00:01,000 --> 00:00:02,000\r\nAgent: {HELP}\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,500\r\n[Customer] {HI}\r\n",
    *TALK, at="PT1S",
)  # fmt: skip
add(
    "sbv",
    ".sbv",
    f"0:00:01.000,0:00:02.000\nAgent: {HELP}\n\n0:00:03.000,0:00:04.000\nCustomer: {HI}\n",
    *TALK,
    at="PT1S",
)
add(
    "captions without speakers", ".srt",
    "1\n00:00:01,000 --> 00:00:02,000\nThe lamp\n\n2\n00:00:02,000 --> 00:00:03,000\narrived broken.\n\n"
    "3\n00:00:03,000 --> 00:00:04,000\nIt is blue.\n",
    "c:The lamp arrived broken.", "c:It is blue.", at="PT1S",
)  # fmt: skip
add(
    "qq copied", ".txt",
    "小王 2026/3/1 10:00:01\n我的订单还没到\n\n客服小李(88001234) 2026/3/1 10:01:02\n您好，请稍等\n",
    "c:我的订单还没到", "a:您好，请稍等", at="2026-03-01T10:00:01",
)  # fmt: skip
add(
    "whatsapp in french", ".txt", f"13/03/2026 à 10:00 - Ines: {HI}\n13/03/2026 à 10:01 - Tom: {HELP}\n", *CHAT,
    at="2026-03-13T10:00:00",
)  # fmt: skip
