"""English words and phrases that carry a mood.

Written for this project. One line per group: label, weight, then phrases separated by commas. ``*`` at the end of a
phrase stands for any further letters. Weights are in logits: 1 is a hint, 2 is plain, 3 is beyond doubt.
"""

from __future__ import annotations

CUES = """
pleased 3: thank you so much, thanks so much, thank you very much, thanks a million, you're the best,
  you are the best, you're a star, love it, love this, love you guys, made my day, much appreciated,
  really appreciate, best service, life saver, lifesaver, you rock, so happy, very happy, very pleased,
  couldn't be happier, above and beyond
pleased 2: thank you, thanks, thankyou, thx, ty, tysm, thank, thankful*, grateful*, gratitude, cheers, appreciate*,
  appreciated, awesome, amazing*, excellent*, fantastic*, wonderful*, brilliant*, perfect, perfectly, superb*,
  outstanding, terrific, fabulous, delighted, delightful*, thrilled, excited, exciting, love, loved, loves, loving,
  lovely, happy, happier, happiest, glad, pleased, impressed, impressive, great, congrat*, kudos, yay, woohoo,
  hooray, yippee, stellar, flawless*, best, beautiful*, gorgeous, enjoy, enjoyed, enjoying, enjoyable, enjoys,
  hilarious, bravo, props, blessed, joy, well done, great job, good job, nice job, nicely done, good work,
  great work, legend, hero, proud, admire*, adorable, cute, wholesome, epic, incredible
pleased 1: good, nice, cool, fine, helpful, kind, friendly, relieved, relief, sweet, smooth, smoothly, easy, quick,
  fun, funny, lol, lmao, haha*, hehe*, works now, working now, it works, it worked, sorted, all set, solved,
  resolved, fixed, welcome, better, hope, looking forward, can't wait, sounds good, that's all, that helps, wow,
  pretty, luck, lucky, win, won, agree, yes please, support, safe, that works, recommend, respect, interesting,
  smart, clever, strong, fair enough, true, well said, comfortable, comfy, pleasant, pleasure
confused 2: confus*, don't understand, do not understand, didn't understand, can't understand, don't get it,
  not sure what, not sure how, not sure why, no idea, makes no sense, doesn't make sense, does not make sense,
  what do you mean, i'm lost, i am lost, unclear, puzzl*, baffl*, perplex*, bewilder*, can't figure out,
  cannot figure out, what does that mean, what does this mean, don't know what, don't know how, don't know why,
  don't know where, not following, lost me, mixed up, contradict*, misunderst*
confused 1: wondering, not sure, unsure, wonder, wondered, huh, how come, which one, strange, weird, odd, i thought,
  supposed to, really?, what?, is that right, explain, clarify, how so, can't tell, i guess, why is, why does,
  why did, why do
anxious 3: terrified, panick*, panic, scared to death, freaking out, losing sleep, worried sick, desperate*
anxious 2: worr*, anxious*, anxiety, nervous*, afraid, scared, scary, fear, fears, fearful, frighten*, concerned,
  alarmed, stressed, stressful, stress, uneasy, dread*, horrified, is my money safe, is my data safe, been hacked,
  got hacked, stolen, fraud*, scam, scammed, someone is using, unauthori*, urgent*, emergency, asap,
  running out of time, as soon as possible, time is running out, can't afford
anxious 1: concern, concerns, concerning, risk*, hurry, hope it's not, what if, hacked, suspicious, in trouble,
  please help, before it's too late, deadline, need it by, leaving tomorrow, cannot miss, can't miss,
  quickly please, shaking, nightmares
frustrated 3: fed up, sick of, tired of, had enough, enough is enough, waste of time, wasted my time,
  waste of money, third time, fourth time, fifth time, for the last time, nobody answers, no one answers,
  nobody helps, no one helps, getting nowhere, going in circles, going around in circles, how many times,
  how many more times, over and over, still no response, still no answer, still no reply, still nothing,
  never again, last straw, at my wit's end, runaround, run around, beyond frustrated
frustrated 2: frustrat*, annoy*, disappoint*, irritat*, exasperat*, let down, unhappy, dissatisf*, not good enough,
  no response, no reply, no answer, ignored, ignoring, useless, pointless, poor, poorly, bad, badly, worse,
  terrible, terribly, awful*, horrible, horribly, pathetic, lousy, crap, crappy, sucks, suck, suck*d, fail, fails,
  failed, failing, failure, fiasco, nightmare, joke, ridiculous*, broken, ruined, ruin, lost my,
  lost luggage, delayed, delay, delays, cancelled, canceled, stuck, stranded, hold for, on hold, been waiting,
  still waiting, hours, keep getting, keeps happening, not working, doesn't work, does not work, won't work,
  didn't work, isn't working, again and again, yet again, once again, never arrived, never received, never got,
  never showed, hasn't arrived, has not arrived, didn't arrive, not arrived, haven't received, have not received,
  didn't receive, refuse*, complain*, complaint, unhelpful, mess, unprofessional, disorganized, incompetent*,
  unreliable, misled, misleading, overcharged, charged twice, double charged, wrong item, wrong order, wrong size,
  damaged, defective, unfortunately, sad, sadly, upset, upsetting, crying, depressed, depressing, miserable,
  heartbroken, heartbreaking, hurts, painful, hate it when, sigh, ugh, smh, wtf, bullshit, bs
frustrated 1: still, already told, already said, already gave, already sent, already tried, i said, as i said,
  like i said, i told you, i asked, asked you, issue, issues, trouble, waste, wasted, slow, late, wait, waited,
  waiting, forever, expensive, boring, lame, dumb, stupid, wrong, problem, problems, error, errors, impossible,
  unable, can't, cannot, nothing, why can't, why won't, how long, when will, again, sorry, shame, pity, tired,
  unfair, hard, difficult, lack, lacking, dirty, rude, cold, disagree, no way, miss, missed, rip off, ripoff,
  overpriced, missing
angry 3: outrag*, furious*, livid, enraged, disgust*, unacceptable, inexcusable, appalling*, lawyer, sue you,
  legal action, small claims, report you, trading standards, how dare, fuck*, motherfuck*, go to hell, shame on you,
  scammers, liars, thieves, robbed, stole my, you people, i demand, demand a refund, demand to speak,
  speak to your manager, speak to a manager, your supervisor, shut up, worst, hate you, despicable, disgrace*,
  criminals, screw you, piss*d off, pissed, shit, shitty, asshole*, bitch, bastard*, damn it, goddamn*
angry 2: angry, anger, mad, rage, hate, hated, hates, hating, liar, lied, lying, lies, stealing, theft, cheat*,
  criminal, insult*, idiot*, moron*, garbage, trash, rubbish, scum, manager, supervisor, damn, damned, hell,
  shameful, shameless*, absurd, never fly, never buy, never use, cancel my account, close my account, switching to,
  taking my business, losing a customer, lost a customer, ban, racist*, evil, vile, gross, toxic, kill, stfu
"""

FEELINGS = (
    r"(?:worr|anxious|anxiety|nervous|afraid|scared|panic|terrified|stressed|concerned|uneasy|desperate)",
    r"(?:frustrat|annoy|disappoint|irritat|exasperat|upset|unhappy|fed up|sick of|tired of)",
    r"(?:angry|anger|furious|livid|outrag|pissed)",
)
"""How words begin that say what the customer feels, not what happened."""

NEGATORS = frozenset(
    [
        "not",
        "no",
        "never",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "wasn't",
        "aren't",
        "weren't",
        "won't",
        "wouldn't",
        "can't",
        "cannot",
        "couldn't",
        "hardly",
        "barely",
        "without",
        "ain't",
        "haven't",
        "hasn't",
        "hadn't",
        "shouldn't",
        "nothing",
        "neither",
        "nor",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "wasnt",
        "wont",
        "cant",
    ]
)
INTENSIFIERS = {
    **dict.fromkeys(
        [
            "very",
            "so",
            "really",
            "extremely",
            "absolutely",
            "totally",
            "completely",
            "incredibly",
            "utterly",
            "truly",
            "super",
            "beyond",
        ],
        1.35,
    ),
    **dict.fromkeys(["fucking", "freaking", "seriously", "insanely", "most", "such", "too", "deeply", "highly"], 1.35),
    **dict.fromkeys(["slightly", "somewhat", "bit", "little", "kinda", "fairly", "mildly", "rather"], 0.6),
}
CONTRASTS = ("but", "however", "yet", "although", "though", "except")

_PRAISE = r"(?:great|wonderful|perfect|lovely|brilliant|nice|fantastic|awesome|excellent|amazing|terrific|superb)"

SARCASM = (
    r"thanks? (?:you )?for (?:nothing|ruining|wasting|losing|ignoring|cancel\w+|delay\w+)",
    rf"\b{_PRAISE}[,.! ]+just (?:{_PRAISE}|what i needed)\b",
    r"\bjust (?:great|wonderful|lovely|brilliant|what i needed)\b",
    rf"\b(?:oh|well|yeah)[, ]+(?:{_PRAISE}|thanks)[,.! ]+(?:another|now|again|so now|more|yet)\b",
    r"\bway to go\b",
    r"\bgood luck with that\b",
    r"\b(?:great|good|nice) (?:job|work) (?:los|ruin|wast|cancel|delay|mess|break|ignor)\w*ing\b",
    r"(?<!thanks )(?<!thank you )\bso much for\b",
    r"\byeah,? right\b",
    r"#(?:fail\w*|sarcasm|not)\b",
    r"\bwhat a (?:joke|surprise|shock)\b",
    (
        rf"['\"“](?:thanks?|thank you|{_PRAISE}|service|help(?:ful)?|care|customer (?:service|care)|support)['\"”]"
        r"(?=\s+\w)"
    ),
)
"""Phrases that hardly anybody means as they stand."""

SUSPECT = (
    rf"\b(?:oh|well|wow|yeah),? {_PRAISE}\b",
    (
        rf"(?:^|[.!?…] *)(?:oh |well |wow |yeah |how |so )?{_PRAISE}[,.!… ]+"
        r"(?:another|yet|more|still|now|and now|again|so)\b"
    ),
    (
        r"\bthank(?:s| you)(?: so much| very much| a lot)? for (?!(?:all |the |your |such |being )*(?:\w+ )?"
        r"(?:help|hear|respon|repl|answer|listen|understand|look|fix|solv|resolv|sort|handl|check|tak|get|reach|assist"
        r"|support|quick|prompt|swift|fast|kind|patien|clarif|explain|inform|updat|info|try|offer|car))"
    ),
    (
        r"\b(?:love|loving|glad|happy|nice|great)(?: to see)? "
        r"(?:how|that|when|it when|paying|waiting|being|sitting|having)\b"
    ),
    rf"\b{_PRAISE} (?:job|work|service|support|start|way|timing|communication|experience|customer (?:service|care))\b",
    r"\b(?:keep up the (?:good|great) work|well done|congrat\w*|bravo|kudos|slow clap|good to know|can't wait)\b",
    r"\b(?:finest|at its best|as (?:always|usual)|once again)\b",
)
"""Praise that next to plain complaint is more often irony than praise."""

SINCERE = (
    r"\b(?:thank(?:s| you)(?: so much| very much| a lot)? for (?:all |the |your |such |being )*(?:\w+ )?"
    r"(?:help|fix|solv|resolv|sort|handl|patien|support)\w*|(?:is|was|got|been) (?:fixed|solved|resolved|sorted))"
)
"""Thanks for trouble taken away: the complaint beside them is over."""
