"""More samples: help desks and contact centres. See `samples`."""

from __future__ import annotations

from tests.intake.samples import HELP, HI, TALK, THANKS, add

# -- Zendesk --------------------------------------------------------

_USERS = [{"id": 7, "name": "Ines", "role": "end-user"}, {"id": 9, "name": "Tom", "role": "agent"}]
_COMMENTS = [
    {"id": 1, "author_id": 7, "body": HI, "public": True, "created_at": "2026-03-01T10:00:00Z"},
    {"id": 2, "author_id": 9, "html_body": f"<p>{HELP}</p>", "public": True, "created_at": "2026-03-01T10:05:00Z"},
    {"id": 3, "author_id": 9, "body": "check stock", "public": False, "created_at": "2026-03-01T10:06:00Z"},
]
_TICKET = {"id": 41, "subject": "lamp", "description": HI, "requester_id": 7, "assignee_id": 9,
           "created_at": "2026-03-01T10:00:00Z", "via": {"channel": "email"}}  # fmt: skip
_TOLD = (f"c:{HI}", f"a:{HELP}", "s:check stock")
_AT = "2026-03-01T10:00:00Z"
add("zendesk tickets with comments", ".json", {"tickets": [{**_TICKET, "comments": _COMMENTS}], "users": _USERS}, *_TOLD,
    at=_AT)  # fmt: skip
add("zendesk ticket beside its comments", ".json", {"ticket": _TICKET, "comments": _COMMENTS, "users": _USERS}, *_TOLD,
    at=_AT)  # fmt: skip
add("zendesk comments with users", ".json", {"comments": _COMMENTS, "users": _USERS, "count": 3}, *_TOLD, at=_AT)
add("zendesk comments without users", ".json", {"comments": _COMMENTS, "count": 3}, *_TOLD, at=_AT)
add(
    "zendesk export, a ticket a line", ".jsonl",
    ({**_TICKET, "requester": _USERS[0], "comments": _COMMENTS, "requester_id": None},
     {**_TICKET, "id": 42, "requester": _USERS[0], "comments": []}),
    *_TOLD, f"c:{HI}", at=_AT, conversations=2,
)  # fmt: skip
add(
    "zendesk incremental tickets without comments", ".json",
    {"tickets": [_TICKET], "users": _USERS, "end_of_stream": True}, f"c:{HI}", at=_AT,
)  # fmt: skip
add(
    "zendesk audits", ".json",
    {"audits": [
        {"ticket_id": 41, "author_id": 7, "created_at": _AT, "events": [
            {"type": "Create", "field_name": "x"}, {"type": "Comment", "body": HI, "public": True, "author_id": 7}]},
        {"ticket_id": 41, "author_id": 9, "created_at": "2026-03-01T10:05:00Z", "events": [
            {"type": "Comment", "body": HELP, "public": True}]}], "users": _USERS},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "zendesk ticket events", ".json",
    {"ticket_events": [
        {"id": 1, "ticket_id": 41, "updater_id": 7, "timestamp": 1772359200, "child_events": [
            {"event_type": "Comment", "body": HI, "author_id": 7, "public": True}]},
        {"id": 2, "ticket_id": 41, "updater_id": 9, "timestamp": 1772359300, "child_events": [
            {"event_type": "Comment", "body": HELP, "author_id": 9, "public": True}]}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "zendesk chats", ".json",
    {"chats": [{"id": "1", "type": "chat", "visitor": {"name": "Ines"}, "agent_names": ["Tom"], "history": [
        {"type": "chat.memberjoin", "name": "Ines", "nick": "visitor", "timestamp": _AT},
        {"type": "chat.msg", "sender_type": "Visitor", "name": "Ines", "msg": HI, "timestamp": _AT},
        {"type": "chat.msg", "sender_type": "Agent", "name": "Tom", "msg": HELP, "timestamp": _AT}]},
        {"id": "2", "type": "offline_msg", "visitor": {"name": "Bo"}, "message": "call me", "timestamp": _AT}]},
    f"c:{HI}", f"a:{HELP}", "c:call me", at=_AT, conversations=2,
)  # fmt: skip
add(
    "sunshine conversations", ".json",
    {"messages": [
        {"id": "1", "received": _AT, "author": {"type": "user", "displayName": "Ines"}, "content": {"type": "text", "text": HI}},
        {"id": "2", "received": _AT, "author": {"type": "business"}, "content": {"type": "text", "text": HELP}}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "zendesk comment table", ".csv",
    "id,_fivetran_synced,body,created,facebook_comment,public,ticket_id,tweet,user_id,voice_comment\n"
    f"1,2026-03-01 10:00:00.1,{HI},2026-03-01 10:00:00,FALSE,TRUE,41,FALSE,7,FALSE\n"
    f"2,2026-03-01 10:00:00.1,{HELP},2026-03-01 10:05:00,FALSE,TRUE,41,FALSE,9,FALSE\n"
    "3,2026-03-01 10:00:00.1,check stock,2026-03-01 10:06:00,FALSE,FALSE,41,FALSE,9,FALSE\n",
    *_TOLD, at="2026-03-01T10:00:00",
)  # fmt: skip

# -- Intercom, Chatwoot and other desks --------------------------------------------------------

_INTERCOM = {
    "type": "conversation", "id": "12", "created_at": 1772359200,
    "source": {"type": "conversation", "body": f"<p>{HI}</p>", "author": {"type": "user", "id": "u", "name": "Ines"}},
    "conversation_parts": {"type": "conversation_part.list", "total_count": 4, "conversation_parts": [
        {"part_type": "assignment", "body": None, "created_at": 1772359201, "author": {"type": "bot", "name": "Fin"}},
        {"part_type": "comment", "body": f"<p>{HELP}</p>", "created_at": 1772359210,
         "author": {"type": "admin", "name": "Tom"}},
        {"part_type": "note", "body": "<p>check stock</p>", "created_at": 1772359220, "author": {"type": "admin"}}]},
}  # fmt: skip
add("intercom conversation", ".json", _INTERCOM, *_TOLD, at=_AT)
add("intercom list", ".json", {"type": "conversation.list", "conversations": [_INTERCOM]}, *_TOLD, at=_AT)
add("intercom event", ".json", {"type": "notification_event", "data": {"item": _INTERCOM}}, *_TOLD, at=_AT)
add(
    "intercom part table", ".csv",
    "id,updated_at,assigned_to_id,author_id,author_type,conversation_id,created_at,part_type,body\n"
    f"1,2026-03-01 10:00:00,,7,user,12,2026-03-01 10:00:00,comment,{HI}\n"
    f"2,2026-03-01 10:05:00,,9,admin,12,2026-03-01 10:05:00,comment,old words\n"
    f"2,2026-03-01 10:05:30,,9,admin,12,2026-03-01 10:05:00,comment,{HELP}\n"
    "3,2026-03-01 10:06:00,,9,admin,12,2026-03-01 10:06:00,note,check stock\n"
    "4,2026-03-01 10:07:00,,9,admin,12,2026-03-01 10:07:00,close,\n",
    *_TOLD, at="2026-03-01T10:00:00",
)  # fmt: skip
_WOOT = [
    {"id": 1, "content": HI, "message_type": 0, "content_type": "text", "private": False, "created_at": 1772359200,
     "conversation_id": 3, "sender": {"name": "Ines", "type": "contact"}},
    {"id": 2, "content": "Tom self-assigned this conversation", "message_type": 2, "content_type": "text",
     "private": False, "created_at": 1772359201, "conversation_id": 3},
    {"id": 3, "content": HELP, "message_type": 1, "content_type": "text", "private": False, "created_at": 1772359203,
     "conversation_id": 3, "sender_type": "User", "sender": {"name": "Tom", "type": "user"}},
    {"id": 4, "content": "check stock", "message_type": 1, "content_type": "text", "private": True,
     "created_at": 1772359205, "conversation_id": 3, "sender": {"name": "Tom", "type": "user"}},
]  # fmt: skip
_WOOT_TOLD = (f"c:{HI}", "s:Tom self-assigned this conversation", f"a:{HELP}", "s:check stock")
add("chatwoot messages", ".json", {"meta": {}, "payload": _WOOT}, *_WOOT_TOLD, at=_AT)
add(
    "chatwoot script", ".ts",
    "// made by hand\nexport const CHAT = [\n  {\n    id: 1, content: 'it\\'s broken', inbox_id: 1, message_type: 0,\n"
    "    content_type: `text`, private: false, created_at: 1772359200, conversation_id: 3, // the first\n"
    "    sender: { name: \"Ines\" },\n  },\n  { id: 2, content:\n    'How can I help?\\n\\u4f60\\u597d', message_type: 1,"
    " content_type: 'text', private: false, attachments: [], conversation_id: 3, },\n];\n",
    "c:it's broken", "a:How can I help?\n你好", at=_AT,
)  # fmt: skip
add(
    "chatwoot events", ".jsonl",
    tuple({"event": "message_created", "id": n, "content": words, "message_type": kind, "content_type": "text",
           "created_at": _AT, "private": False, "conversation": {"id": 3}, "sender": {"name": "x"}}
          for n, kind, words in ((1, "incoming", HI), (2, "outgoing", HELP), (2, "outgoing", HELP))),
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "freshdesk", ".json",
    {"id": 5, "subject": "lamp", "description_text": HI, "created_at": _AT, "requester": {"name": "Ines"}, "conversations": [
        {"body_text": HELP, "incoming": False, "private": False, "user_id": 9, "created_at": "2026-03-01T10:05:00Z"},
        {"body_text": "check stock", "incoming": False, "private": True, "created_at": "2026-03-01T10:06:00Z"}]},
    *_TOLD, at=_AT,
)  # fmt: skip
add(
    "freshchat", ".json",
    {"messages": [
        {"message_parts": [{"text": {"content": HI}}], "actor_type": "user", "created_time": _AT},
        {"message_parts": [{"text": {"content": HELP}}], "actor_type": "agent", "created_time": "2026-03-01T10:05:00Z"}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "help scout", ".json",
    {"id": 4, "subject": "x", "_embedded": {"threads": [
        {"type": "message", "body": HELP, "createdAt": "2026-03-01T10:05:00Z", "createdBy": {"type": "user", "first": "Tom"}},
        {"type": "customer", "body": HI, "createdAt": _AT, "createdBy": {"type": "customer", "first": "Ines"}}]}},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "front", ".json",
    {"_results": [
        {"is_inbound": False, "body": f"<p>{HELP}</p>", "text": HELP, "created_at": 1772359300, "author": {"first_name": "Tom"}},
        {"is_inbound": True, "body": HI, "text": HI, "created_at": 1772359200,
         "recipients": [{"handle": "i@x.test", "role": "from"}]}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "livechat", ".json",
    {"chats": [{"id": "L", "users": [{"id": "u", "type": "customer", "name": "Ines"}, {"id": "a", "type": "agent"}],
                "thread": {"events": [
                    {"type": "message", "author_id": "u", "text": HI, "created_at": _AT},
                    {"type": "system_message", "text": "Tom joined the chat", "created_at": _AT},
                    {"type": "message", "author_id": "a", "text": HELP, "created_at": _AT}]}}]},
    f"c:{HI}", "s:Tom joined the chat", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "crisp", ".json",
    {"data": [{"from": "user", "type": "text", "content": HI, "timestamp": 1772359200000, "fingerprint": 1, "origin": "chat"},
              {"from": "operator", "type": "text", "content": HELP, "timestamp": 1772359300000, "fingerprint": 2,
               "origin": "chat", "user": {"nickname": "Tom"}}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "hubspot thread", ".json",
    {"results": [{"type": "MESSAGE", "direction": "INCOMING", "text": HI, "createdAt": _AT, "senders": [{"name": "Ines"}]},
                 {"type": "MESSAGE", "direction": "OUTGOING", "text": HELP, "createdAt": _AT, "senders": []}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip

# -- contact centres --------------------------------------------------------

add(
    "genesys transcript", ".json",
    {"conversationId": "g", "mediaType": "call", "transcripts": [{"language": "en-us", "phrases": [
        {"text": HI, "participantPurpose": "external", "startTimeMs": 1772359203000, "words": []},
        {"text": HELP, "participantPurpose": "internal", "startTimeMs": 1772359200000, "words": []}]}]},
    *TALK, at=_AT, language="en",
)  # fmt: skip
add(
    "genesys chat", ".json",
    {"entities": [
        {"sender": {"id": "1"}, "body": "", "bodyType": "member-join", "timestamp": _AT},
        {"sender": {"id": "1"}, "body": HI, "bodyType": "standard", "timestamp": _AT},
        {"sender": {"id": "2"}, "body": HELP, "bodyType": "standard", "timestamp": _AT}],
     "members": [{"id": "1", "role": "CUSTOMER", "displayName": "Ines"}, {"id": "2", "role": "AGENT"}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "twilio conversation", ".json",
    {"meta": {}, "messages": [
        {"sid": "IM2", "index": 1, "author": "agent_tom", "body": HELP, "date_created": "2026-03-01T10:05:00Z"},
        {"sid": "IM1", "index": 0, "author": "whatsapp:+4912345678", "body": HI, "date_created": _AT}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "twilio sentences", ".json",
    {"meta": {}, "sentences": [
        {"media_channel": 1, "sentence_index": 0, "start_time": "0.5", "transcript": HELP, "sid": "GX1"},
        {"media_channel": 2, "sentence_index": 1, "start_time": "2", "transcript": HI, "sid": "GX2"}]},
    *TALK, at="PT0.5S",
)  # fmt: skip
add(
    "liveperson messaging", ".json",
    {"conversationHistoryRecords": [{"info": {"conversationId": "l"},
     "agentParticipants": [{"participantId": "2", "agentFullName": "Tom"}], "messageRecords": [
        {"type": "TEXT_PLAIN", "messageData": {"msg": {"text": HI}}, "sentBy": "Consumer", "timeL": 1772359200000},
        {"type": "TEXT_PLAIN", "messageData": {"msg": {"text": HELP}}, "sentBy": "Agent", "participantId": "2"}]}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "liveperson chat", ".json",
    {"interactionHistoryRecords": [{"info": {"engagementId": "l"}, "transcript": {"lines": [
        {"timeL": 1772359200000, "text": HI, "by": "info", "source": "visitor"},
        {"timeL": 1772359201000, "text": f"<div>{HELP}</div>", "by": "Tom", "source": "agent"}]}}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
_BODY = (
    '<p align="center">Chat Started: Sunday, March 01, 2026, 10:00:00 (+0000)</p><p align="center">Agent Tom R</p>'
    f"( 9s ) Tom: {HELP}<br>( 1m 12s ) Ines: {HI}<br>"
)
_BODY_TOLD = ("s:Chat Started: Sunday, March 01, 2026, 10:00:00 (+0000)", "s:Agent Tom R", *TALK)
_BODY_AT = "2026-03-01T10:00:00Z"
add("salesforce chat body", ".html", _BODY, *_BODY_TOLD, at=_BODY_AT)
add(
    "salesforce records", ".json",
    {"totalSize": 1, "records": [{"attributes": {"type": "LiveChatTranscript"}, "Name": "0001", "Body": _BODY}]},
    *_BODY_TOLD, at=_BODY_AT,
)  # fmt: skip
add("salesforce table", ".csv", 'Id,Name,Body\n1,0001,"' + _BODY.replace('"', '""') + '"\n', *_BODY_TOLD, at=_BODY_AT)
add(
    "salesforce messaging", ".json",
    {"conversationEntries": [
        {"entryType": "Message", "sender": {"role": "EndUser"}, "senderDisplayName": "Ines", "messageText": HI,
         "clientTimestamp": 1772359200000},
        {"entryType": "ParticipantChanged", "sender": {"role": "System"}, "messageText": "Tom joined",
         "clientTimestamp": 1772359201000},
        {"entryType": "Message", "sender": {"role": "Agent"}, "messageText": HELP, "clientTimestamp": 1772359202000}]},
    f"c:{HI}", "s:Tom joined", f"a:{HELP}", at=_AT,
)  # fmt: skip

# -- any other message list --------------------------------------------------------

add(
    "unknown system with participants", ".json",
    {"export": {"sessions": [
        {"sessionId": "s1", "participants": [{"id": 1, "type": "AGENT", "name": "Tom"}, {"id": 2, "type": "VISITOR"}],
         "log": [{"participantId": 1, "messageText": HELP, "sentTime": _AT}, {"participantId": 2, "messageText": HI}]},
        {"sessionId": "s2", "participants": [{"id": 2, "type": "VISITOR"}],
         "log": [{"participantId": 2, "messageText": THANKS}]}]}},
    *TALK, f"c:{THANKS}", at=_AT, conversations=2,
)  # fmt: skip
add(
    "unknown system with a direction", ".json",
    {"rows": [{"isInbound": True, "plain_text": HI, "created_at": _AT}, {"isInbound": False, "plain_text": HELP}]},
    f"c:{HI}", f"a:{HELP}", at=_AT,
)  # fmt: skip
add(
    "assistant log", ".json",
    {"messages": [{"role": "system", "content": "be kind"}, {"role": "user", "content": [{"type": "text", "text": HI}]},
                  {"role": "assistant", "content": HELP}]},
    "s:be kind", f"c:{HI}", f"a:{HELP}",
)  # fmt: skip
add(
    "table of unknown origin", ".csv",
    f"Conversation ID;Sender Type;Message Body;Sent At\nA;visitor;{HI};2026-03-01 10:00:00\nA;operator;{HELP};\n",
    f"c:{HI}", f"a:{HELP}", at="2026-03-01T10:00:00",
)  # fmt: skip
