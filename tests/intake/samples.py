"""One small file of every shape the readers know, written for these tests, and the turns each must give.

``turns`` are "c", "a" or "s" (customer, agent, system) with the text, in order, over all conversations of the file.
``at`` is the moment of the first turn, ``language`` what the file declares.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    suffix: str
    data: bytes
    turns: tuple[str, ...]
    at: str | None = None
    language: str | None = None
    conversations: int = 1


SAMPLES: list[Sample] = []


def add(name: str, suffix: str, data: Any, *turns: str, at: str | None = None, language: str | None = None,
        conversations: int = 1) -> None:  # fmt: skip
    """``data`` is text, bytes, or what is written as JSON (a tuple: one object a line)."""
    if isinstance(data, tuple):
        data = "\n".join(map(json.dumps, data))
    elif isinstance(data, dict | list):
        data = json.dumps(data, ensure_ascii=False, indent=1)
    raw = data if isinstance(data, bytes) else data.encode()
    SAMPLES.append(Sample(name, suffix, raw, turns, at, language, conversations))


HI, HELP, THANKS = "my lamp arrived broken", "How can I help you today?", "thank you very much"
TALK = (f"a:{HELP}", f"c:{HI}")

# -- Amazon --------------------------------------------------------

_PARTIES = [
    {"ParticipantId": "p1", "ParticipantRole": "AGENT"},
    {"ParticipantId": "p2", "ParticipantRole": "CUSTOMER"},
]
add(
    "contact lens after the call", ".json",
    {"Version": "1.1.0", "AccountId": "1", "Channel": "VOICE", "LanguageCode": "en-GB", "Participants": _PARTIES,
     "CustomerMetadata": {"ContactId": "k1"}, "Categories": {"MatchedCategories": []},
     "Transcript": [
         {"ParticipantId": "p1", "Id": "1", "Content": HELP, "BeginOffsetMillis": 1500, "EndOffsetMillis": 2500},
         {"ParticipantId": "p2", "Id": "2", "Content": HI, "BeginOffsetMillis": 3000, "EndOffsetMillis": 4200}]},
    *TALK, at="PT1.5S", language="en",
)  # fmt: skip
add(
    "lex transcript", ".json",
    {"Participants": _PARTIES, "Version": "1.1.0", "ContentMetadata": {"RedactionTypes": ["PII"], "Output": "Raw"},
     "CustomerMetadata": {"ContactId": "k2"},
     "Transcript": [{"ParticipantId": "p2", "Id": "1", "Content": HI}, {"ParticipantId": "p1", "Id": "2", "Content": HELP}]},
    f"c:{HI}", f"a:{HELP}",
)  # fmt: skip
add(
    "connect chat", ".json",
    {"Version": "2019-08-26", "ContactId": "k3", "Participants": [{"ParticipantId": "x"}], "Transcript": [
        {"AbsoluteTime": "2026-03-01T10:00:00.000Z", "Type": "EVENT", "Id": "0",
         "ContentType": "application/vnd.amazonaws.connect.event.participant.joined", "ParticipantRole": "CUSTOMER"},
        {"AbsoluteTime": "2026-03-01T10:00:05.000Z", "Type": "MESSAGE", "Id": "1", "ContentType": "text/plain",
         "Content": HI, "ParticipantRole": "CUSTOMER", "DisplayName": "Ines"},
        {"AbsoluteTime": "2026-03-01T10:00:09.000Z", "Type": "MESSAGE", "Id": "2", "ContentType": "text/plain",
         "Content": HELP, "ParticipantRole": "AGENT", "DisplayName": "Tom"}]},
    "s:[joined]", f"c:{HI}", f"a:{HELP}", at="2026-03-01T10:00:00.000Z",
)  # fmt: skip
add(
    "contact lens real time", ".json",
    {"Channel": "VOICE", "Segments": [
        {"Transcript": {"Id": "1", "ParticipantId": "AGENT", "ParticipantRole": "AGENT", "Content": HELP,
                        "BeginOffsetMillis": 100, "EndOffsetMillis": 900, "Sentiment": "NEUTRAL"}},
        {"Categories": {"MatchedCategories": ["x"]}},
        {"Transcript": {"Id": "2", "ParticipantId": "CUSTOMER", "ParticipantRole": "CUSTOMER", "Content": HI,
                        "BeginOffsetMillis": 1200, "EndOffsetMillis": 2000}}]},
    *TALK, at="PT0.1S",
)  # fmt: skip
add(
    "contact lens stream", ".jsonl",
    ({"Version": "1.0.0", "Channel": "VOICE", "ContactId": "k4", "LanguageCode": "en-US", "EventType": "STARTED"},
     {"Version": "1.0.0", "ContactId": "k4", "LanguageCode": "en-US", "EventType": "SEGMENTS", "Segments": [
         {"Utterance": {"Id": "u", "TranscriptId": "1", "ParticipantRole": "AGENT", "PartialContent": "How can"}}]},
     {"Version": "1.0.0", "ContactId": "k4", "LanguageCode": "en-US", "EventType": "SEGMENTS", "Segments": [
         {"Transcript": {"Id": "1", "ParticipantRole": "AGENT", "Content": HELP, "BeginOffsetMillis": 0}},
         {"Transcript": {"Id": "2", "ParticipantRole": "CUSTOMER", "Content": HI, "BeginOffsetMillis": 2000}}]}),
    *TALK, language="en",
)  # fmt: skip
_WORDS = [("0.5", "spk_0", "How"), ("0.7", "spk_0", "can"), ("0.9", "spk_0", "I"), ("1.0", "spk_0", "help"),
          ("2.0", "spk_1", "broken"), ("2.4", "spk_1", "lamp")]  # fmt: skip
_ITEMS = [
    {
        "start_time": at,
        "end_time": at,
        "type": "pronunciation",
        "alternatives": [{"confidence": "0.9", "content": word}],
    }
    for at, _, word in _WORDS
]
_ITEMS.insert(4, {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "?"}]})
_LABELS = {
    "speakers": 2,
    "segments": [
        {"start_time": at, "end_time": at, "speaker_label": who, "items": [{"start_time": at, "speaker_label": who}]}
        for at, who, _ in _WORDS
    ],
}
add(
    "transcribe with speaker labels", ".json",
    {"jobName": "j", "status": "COMPLETED",
     "results": {"transcripts": [{"transcript": "…"}], "speaker_labels": _LABELS, "items": _ITEMS}},
    "a:How can I help?", "c:broken lamp", at="PT0.5S",
)  # fmt: skip
add(
    "transcribe with channels", ".json",
    {"jobName": "j", "results": {"transcripts": [{"transcript": "…"}], "language_code": "en-AU", "items": [],
     "channel_labels": {"number_of_channels": 2, "channels": [
         {"channel_label": "ch_0", "items": _ITEMS[:5]}, {"channel_label": "ch_1", "items": _ITEMS[5:]}]}}},
    "a:How can I help?", "c:broken lamp", at="PT0.5S", language="en",
)  # fmt: skip
add(
    "transcribe with audio segments", ".json",
    {"jobName": "j", "results": {"transcripts": [{"transcript": "…"}], "items": [], "audio_segments": [
        {"id": 0, "transcript": HELP, "start_time": "0.2", "end_time": "1", "speaker_label": "spk_0", "items": [0]},
        {"id": 1, "transcript": HI, "start_time": "1.5", "end_time": "2", "speaker_label": "spk_1", "items": [1]}]}},
    *TALK, at="PT0.2S",
)  # fmt: skip
add(
    "transcribe call analytics stream", ".jsonl",
    ({"UtteranceEvent": {"UtteranceId": "1", "IsPartial": True, "ParticipantRole": "AGENT", "Transcript": "How"}},
     {"UtteranceEvent": {"UtteranceId": "1", "IsPartial": False, "ParticipantRole": "AGENT", "Transcript": HELP,
                         "BeginOffsetMillis": 10}},
     {"CategoryEvent": {"MatchedCategories": []}},
     {"UtteranceEvent": {"UtteranceId": "2", "IsPartial": False, "ParticipantRole": "CUSTOMER", "Transcript": HI}}),
    *TALK, at="PT0.01S",
)  # fmt: skip
add(
    "live call analytics", ".jsonl",
    ({"EventType": "START", "CallId": "c"},
     {"EventType": "ADD_TRANSCRIPT_SEGMENT", "CallId": "c", "Channel": "AGENT", "SegmentId": "1", "StartTime": 0.5,
      "Transcript": HELP, "IsPartial": False},
     {"EventType": "ADD_TRANSCRIPT_SEGMENT", "CallId": "c", "Channel": "CALLER", "SegmentId": "2", "StartTime": 2,
      "Transcript": HI, "IsPartial": False}),
    *TALK, at="PT0.5S",
)  # fmt: skip
add(
    "bedrock data automation", ".json",
    {"metadata": {"semantic_modality": "AUDIO", "dominant_asset_language": "EN"}, "audio_segments": [
        {"segment_index": 0, "start_timestamp_millis": 20, "text": HELP, "speaker": {"speaker_label": "spk_0"}},
        {"segment_index": 1, "start_timestamp_millis": 900, "text": HI, "speaker": {"speaker_label": "spk_1"}}]},
    *TALK, at="PT0.02S", language="en",
)  # fmt: skip
add(
    "lex conversation log", ".jsonl",
    ({"messageVersion": "2.0", "botId": "B", "sessionId": "s1", "timestamp": "2026-03-01T10:00:00Z",
      "bot": {"localeId": "en_US"}, "inputTranscript": HI, "messages": [{"contentType": "PlainText", "content": HELP}]},
     {"messageVersion": "2.0", "botId": "B", "sessionId": "s1", "timestamp": "2026-03-01T10:01:00Z",
      "inputTranscript": "bye", "messages": [{"contentType": "PlainText", "content": "Goodbye!"}]}),
    f"c:{HI}", f"a:{HELP}", "c:bye", "a:Goodbye!", at="2026-03-01T10:00:00Z", language="en",
)  # fmt: skip

# -- Google --------------------------------------------------------

_ENTRIES = [
    {"role": "HUMAN_AGENT", "text": HELP, "languageCode": "en-US", "createTime": "2026-03-01T10:00:00.5Z"},
    {"role": "END_USER", "text": HI, "languageCode": "en-US", "createTime": "2026-03-01T10:00:09Z"},
]
for name, wrapped in (("alone", _ENTRIES), ("in a context", {"conversationContext": {"messageEntries": _ENTRIES}})):
    add(f"dialogflow entries {name}", ".json", wrapped, *TALK, at="2026-03-01T10:00:00.5Z", language="en")
add("dialogflow entries a line", ".jsonl", tuple(_ENTRIES), *TALK, at="2026-03-01T10:00:00.5Z", language="en")
add(
    "dialogflow messages, newest first", ".json",
    {"messages": [
        {"name": "projects/p/conversations/c/messages/2", "content": HI, "participantRole": "END_USER",
         "languageCode": "en", "createTime": "2026-03-01T10:00:09Z"},
        {"name": "projects/p/conversations/c/messages/1", "content": HELP, "participantRole": "AUTOMATED_AGENT",
         "languageCode": "en", "createTime": "2026-03-01T10:00:01Z"}]},
    *TALK, at="2026-03-01T10:00:01Z", language="en",
)  # fmt: skip
add(
    "agent assist conversation data", ".json",
    {"conversation_info": {"categories": [{"display_name": "x"}]}, "entries": [
        {"start_timestamp_usec": 1772359200000000, "text": HELP, "role": "AGENT", "user_id": 2},
        {"start_timestamp_usec": 1772359204000000, "text": HI, "role": "CUSTOMER", "user_id": 1}]},
    *TALK, at="2026-03-01T10:00:00Z",
)  # fmt: skip
add(
    "insights conversation", ".json",
    {"name": "projects/p/locations/l/conversations/c9", "medium": "PHONE_CALL", "languageCode": "en-US",
     "transcript": {"transcriptSegments": [
         {"text": HELP, "messageTime": "2026-03-01T10:00:00Z", "channelTag": 2, "segmentParticipant": {"role": "HUMAN_AGENT"}},
         {"text": HI, "channelTag": 1, "segmentParticipant": {"role": "END_USER"}}]}},
    *TALK, at="2026-03-01T10:00:00Z", language="en",
)  # fmt: skip
add(
    "speech to text with speaker tags", ".json",
    {"results": [{"alternatives": [{"transcript": "How can I help", "words": []}], "languageCode": "en-us"},
                 {"alternatives": [{"transcript": "", "words": [
                     {"startTime": "0.1s", "word": "How can I help", "speakerTag": 1},
                     {"startTime": "2s", "word": "broken", "speakerTag": 2},
                     {"startTime": "2.5s", "word": "lamp", "speakerTag": 2}]}]}]},
    "a:How can I help", "c:broken lamp", at="PT0.1S", language="en",
)  # fmt: skip

# -- Microsoft --------------------------------------------------------


def _phrase(channel: int, offset: str, text: str, **more: Any) -> dict[str, Any]:
    best = [{"confidence": 0.9, "lexical": text.lower(), "display": text}]
    return {"recognitionStatus": "Success", "channel": channel, "offset": offset, "nBest": best, **more}


add(
    "azure batch, two channels", ".json",
    {"source": "https://x.test/a.wav", "timestamp": "2026-03-02T09:00:00Z", "combinedRecognizedPhrases": [],
     "recognizedPhrases": [_phrase(0, "PT0.5S", HELP, offsetInTicks=5000000), _phrase(0, "PT5S", "Of course."),
                           _phrase(1, "PT2.1S", HI, locale="en-US")]},
    f"a:{HELP}", f"c:{HI}", "a:Of course.", at="PT0.5S", language="en",
)  # fmt: skip
add(
    "azure batch, version 2", ".json",
    {"AudioFileResults": [{"AudioFileName": "a.0.wav", "SegmentResults": [
        {"RecognitionStatus": "Success", "ChannelNumber": 0, "Offset": 5000000, "NBest": [{"Display": HELP}]},
        {"RecognitionStatus": "Success", "ChannelNumber": 1, "Offset": 25000000, "NBest": [{"Display": HI}]}]}]},
    *TALK, at="PT0.5S",
)  # fmt: skip
add(
    "azure fast transcription", ".json",
    {"durationMilliseconds": 4000, "combinedPhrases": [{"text": "…"}], "phrases": [
        {"channel": 0, "speaker": 1, "offsetMilliseconds": 40, "text": HELP, "locale": "en-US"},
        {"channel": 0, "speaker": 2, "offsetMilliseconds": 2040, "text": HI, "locale": "en-US"}]},
    *TALK, at="PT0.04S", language="en",
)  # fmt: skip
add(
    "azure language input", ".json",
    {"displayName": "x", "analysisInput": {"conversations": [
        {"id": "1", "language": "zh-Hant", "modality": "text", "conversationItems": [
            {"id": "1", "participantId": "A_1", "role": "Agent", "text": "您好，請問有什麼可以幫您？"},
            {"id": "2", "participantId": "C_1", "role": "Customer", "text": "我的訂單還沒到"}]},
        {"id": "2", "language": "en", "modality": "transcript", "conversationItems": [
            {"id": "1", "participantId": "Agent_1", "itn": HELP, "maskedItn": HELP, "lexical": HELP, "text": HELP}]}]}},
    "a:您好，請問有什麼可以幫您？", "c:我的訂單還沒到", f"a:{HELP}", language="zh-TW", conversations=2,
)  # fmt: skip
add(
    "call with its text", ".json",
    {"ClientId": "1", "ConversationId": "c", "StartTime": "2026-03-01 10:00:00", "Content":
     f"**Agent:** {HELP}\n\n**Customer:** {HI}"},
    *TALK, at="2026-03-01T10:00:00",
)  # fmt: skip
add(
    "communication services", ".json",
    {"value": [
        {"id": "2", "type": "text", "sequenceId": "2", "senderDisplayName": "Agent Tom", "content": {"message": HELP},
         "createdOn": "2026-03-01T10:00:08Z"},
        {"id": "1", "type": "text", "sequenceId": "1", "senderDisplayName": "Ines", "content": {"message": HI},
         "createdOn": "2026-03-01T10:00:05Z"}]},
    f"c:{HI}", f"a:{HELP}", at="2026-03-01T10:00:05Z",
)  # fmt: skip
add(
    "teams messages", ".json",
    {"value": [
        {"messageType": "message", "createdDateTime": "2026-03-01T10:00:05.1Z", "from": {"user": {"displayName": "Ines"}},
         "body": {"contentType": "html", "content": f"<p>{HI}</p>"}},
        {"messageType": "systemEventMessage", "createdDateTime": "2026-03-01T10:00:06Z", "from": None,
         "body": {"content": "Tom joined"}},
        {"messageType": "message", "createdDateTime": "2026-03-01T10:00:09Z", "from": {"user": {"displayName": "Tom"}},
         "body": {"contentType": "text", "content": HELP}}]},
    f"c:{HI}", "s:Tom joined", f"a:{HELP}", at="2026-03-01T10:00:05.1Z",
)  # fmt: skip
add(
    "bot framework", ".transcript",
    [{"type": "conversationUpdate", "from": {"id": "u"}},
     {"type": "message", "from": {"id": "u", "name": "Ines", "role": "user"}, "text": HI,
      "timestamp": "2026-03-01T10:00:05Z", "conversation": {"id": "c"}},
     {"type": "message", "from": {"id": "b", "name": "Helper", "role": "bot"}, "text": HELP}],
    f"c:{HI}", f"a:{HELP}", at="2026-03-01T10:00:05Z",
)  # fmt: skip

# -- vCon and recognisers --------------------------------------------------------

_VCON = {
    "vcon": "0.0.2", "uuid": "0190", "created_at": "2026-03-01T10:00:00Z",
    "parties": [{"name": "Tom", "role": "agent", "tel": "+1"}, {"name": "Ines", "role": "customer"}],
    "dialog": [
        {"type": "text", "start": "2026-03-01T10:00:09Z", "parties": [1, 0], "body": HI, "encoding": "none"},
        {"type": "text", "start": "2026-03-01T10:00:00Z", "parties": [0, 1], "body": HELP, "encoding": "none"}],
    "analysis": [],
}  # fmt: skip
add("vcon text", ".vcon", _VCON, *TALK, at="2026-03-01T10:00:00Z")
add(
    "vcon signed", ".json",
    {"payload": base64.urlsafe_b64encode(json.dumps(_VCON).encode()).decode().rstrip("="),
     "signatures": [{"header": {"alg": "RS256"}, "signature": "x"}]},
    *TALK, at="2026-03-01T10:00:00Z",
)  # fmt: skip
add(
    "vcon recording with a transcript", ".json",
    {**_VCON, "dialog": [{"type": "recording", "start": "2026-03-01T10:00:00Z", "parties": [0, 1], "url": "https://x.test"}],
     "analysis": [{"type": "summary", "body": "…"},
                  {"type": "transcript", "dialog": 0, "vendor": "w", "encoding": "json", "body": json.dumps(
                      {"language": "en", "segments": [{"start": 1.5, "end": 2, "speaker": 0, "text": HELP},
                                                      {"start": 3, "end": 4, "speaker": 1, "text": HI}]})}]},
    *TALK, at="2026-03-01T10:00:01.500Z", language="en",
)  # fmt: skip
_RECORDED = {"type": "recording", "start": "2026-03-01T10:00:00Z", "parties": [0, 1]}
add(
    "vcon with messages", ".json",
    {"uuid": "1", "parties": _VCON["parties"], "dialog": [_RECORDED], "attachments": [], "analysis": [
        {"type": "transcript", "dialog": 0, "vendor": "x", "encoding": "none", "body": [
            {"speaker": "Agent", "message": HELP}, {"speaker": "Customer", "message": HI}]}]},
    *TALK,
)  # fmt: skip
add(
    "vcon with a text for a transcript", ".json",
    {"vcon": "0.3.0", "parties": [{"name": "Ines Ray", "meta": {"role": "customer"}},
                                  {"name": "Agent Tom Reed", "meta": {"role": "agent"}}],
     "dialog": [{"type": "text", "start": "2026-03-01T10:00:00Z", "parties": [0, 1]}],
     "analysis": [{"type": "transcript", "dialog": 0, "encoding": "none",
                   "body": f"Agent Tom Reed: {HELP}\n\nInes Ray: {HI}"}]},
    *TALK,
)  # fmt: skip
add(
    "vcon told apart afterwards", ".json",
    {**_VCON, "dialog": [_RECORDED], "analysis": [
        {"type": "transcript", "dialog": 0, "encoding": "json", "body": {"transcript": f"{HELP} {HI}", "words": []}},
        {"type": "diarized", "dialog": 0, "encoding": "json", "body": f"**Agent(Tom)**: {HELP}\n\n**Customer(Ines)**: {HI}"}]},
    *TALK,
)  # fmt: skip
add(
    "a text somewhere in other data", ".json",
    {"id": "x", "meeting": {"subject": "lamp", "log": {"transcript": f"Agent Tom Reed: {HELP}\n\nInes Ray: {HI}"}}},
    *TALK,
)  # fmt: skip
add(
    "whisper with speakers", ".json",
    {"text": "…", "language": "en", "segments": [
        {"id": 0, "start": 0.0, "end": 2.5, "text": f" {HELP}", "speaker": "SPEAKER_00"},
        {"id": 1, "start": 3.25, "end": 5, "text": f" {HI}", "speaker": "SPEAKER_01"}]},
    *TALK, at="PT0S", language="en",
)  # fmt: skip
add(
    "assemblyai", ".json",
    {"id": "t", "language_code": "en_us", "text": "…", "utterances": [
        {"speaker": "A", "text": HELP, "start": 250, "end": 1500, "confidence": 0.9},
        {"speaker": "B", "text": HI, "start": 2000, "end": 3500, "confidence": 0.9}]},
    *TALK, at="PT0.25S", language="en",
)  # fmt: skip
add(
    "deepgram", ".json",
    {"metadata": {"channels": 1}, "results": {"channels": [], "utterances": [
        {"start": 0.3, "end": 1.0, "channel": 0, "speaker": 0, "transcript": HELP},
        {"start": 2.0, "end": 3.0, "channel": 0, "speaker": 1, "transcript": HI}]}},
    *TALK, at="PT0.3S",
)  # fmt: skip
add(
    "rev", ".json",
    {"monologues": [
        {"speaker": 0, "elements": [{"type": "text", "value": "How can I help", "ts": 0.5}, {"type": "punct", "value": "?"}]},
        {"speaker": 1, "elements": [{"type": "text", "value": HI, "ts": 2}]}]},
    "a:How can I help?", f"c:{HI}", at="PT0.5S",
)  # fmt: skip
