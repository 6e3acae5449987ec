"""What each figure is called and what its rows are, in English and Persian."""

from typing import NamedTuple


class Picture(NamedTuple):
    """What a figure says and what its rows are: the id column, the number format, the evidence behind a row."""

    id: str
    form: str  # rate | share | count | net
    en: tuple[str, str]  # title, axis title with its unit
    fa: tuple[str, str]
    evidence: tuple[str, str] | None = None  # evidence table, and its column that holds the id


_RATE = ("mentions per 1,000 words", "نام‌بری در هر ۱٬۰۰۰ واژه")
_ARTICLES = ("share of the articles (%)", "سهم از مقاله‌ها (٪)")
PICTURES: dict[str, Picture] = {
    "outlets": Picture("outlet", "count", ("How many articles does each outlet bring?", "articles"),
                       ("از هر رسانه چند مقاله؟", "مقاله")),
    "corpus-time": Picture("period", "count", ("When were the articles published?", "articles"),
                           ("مقاله‌ها کی منتشر شده‌اند؟", "مقاله")),
    "states": Picture("actor", "rate", ("How often are {states} named?", _RATE[0]),
                      ("{states} چند بار نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "countries": Picture("actor", "rate", ("Which states are named, with their persons and bodies?", _RATE[0]),
                         ("کدام دولت‌ها، با اشخاص و نهادهایشان، نام برده می‌شوند؟", _RATE[1]),
                         ("mentions", "country")),
    "persons": Picture("actor", "rate", ("Which persons are named?", _RATE[0]),
                       ("از چه کسانی نام برده می‌شود؟", _RATE[1]), ("mentions", "actor")),
    "bodies": Picture("actor", "rate", ("Which organisations and groups are named?", _RATE[0]),
                      ("کدام سازمان‌ها و گروه‌ها نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "states-outlet": Picture("actor", "rate", ("How often does each outlet name {states}?", _RATE[0]),
                             ("هر رسانه {states} را چند بار نام می‌برد؟", _RATE[1]), ("mentions", "actor")),
    "states-time": Picture("actor", "rate", ("How often are {states} named over time?", _RATE[0]),
                           ("{states} در گذر زمان چند بار نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "pairs": Picture("pair", "share", ("Which of {states} are named in one sentence?",
                                       "share of the sentences naming any of them (%)"),
                     ("کدام‌یک از {states} در یک جمله نام برده می‌شوند؟", "سهم از جمله‌هایی که نام یکی را دارند (٪)")),
    "network": Picture("pair", "share", ("Who is named together with whom?",
                                         "share of the sentences naming either that name both (%)"),
                       ("نام چه کسانی با هم می‌آید؟", "سهم جمله‌های دارای هر دو نام از جمله‌های دارای یکی (٪)")),
    "naming-outlet": Picture("entry", "share", ("By which name does each outlet call them?",
                                                  "share of the outlet's namings of the actor (%)"),
                             ("هر رسانه آن‌ها را چه می‌نامد؟", "سهم از نام‌بری‌های رسانه از بازیگر (٪)"),
                             ("mentions", "wording")),
    "voice-gap": Picture("country", "share", ("Who is named, and who is heard, of {states}?",
                                              "share among the states (%)"),
                         ("از {states} نام که برده می‌شود و صدای که شنیده می‌شود؟", "سهم در میان این دولت‌ها (٪)"),
                         ("quotations", "country")),
    "speakers": Picture("speaker", "share", ("Who gets to speak?", "share of all quoted words (%)"),
                        ("چه کسی سخن می‌گوید؟", "سهم از واژه‌های نقل‌شده (٪)"), ("quotations", "speaker")),
    "source-types": Picture("speaker", "share", ("What kind of sources speak?", "share of the quotations (%)"),
                            ("چه نوع منبعی سخن می‌گوید؟", "سهم از نقل‌قول‌ها (٪)"), ("quotations", "type")),
    "sources-article": Picture("speakers", "share", ("How many named sources does an article quote?", _ARTICLES[0]),
                               ("هر مقاله از چند منبع نام‌دار نقل می‌کند؟", _ARTICLES[1])),
    "verbs": Picture("speaker", "share", ("With which kind of reporting verb?", "share of the quotations (%)"),
                     ("با چه نوع فعل نقل؟", "سهم از نقل‌قول‌ها (٪)"), ("quotations", "verb")),
    "voices-outlet": Picture("speaker", "share", ("Whose words does each outlet bring?", "share of its quoted words (%)"),
                             ("هر رسانه سخنان چه کسی را می‌آورد؟", "سهم از واژه‌های نقل‌شدهٔ آن (٪)"),
                             ("quotations", "country")),
    "voices-time": Picture("speaker", "share", ("Whose words are heard over time?", "share of all quoted words (%)"),
                           ("در گذر زمان سخنان چه کسی شنیده می‌شود؟", "سهم از واژه‌های نقل‌شده (٪)"),
                           ("quotations", "country")),
    "verbs-side": Picture("speaker", "share", ("With which kind of verb is each side brought in?",
                                               "share of the side's quotations (%)"),
                          ("سخن هر طرف با چه نوع فعلی می‌آید؟", "سهم از نقل‌قول‌های آن طرف (٪)"), ("quotations", "verb")),
    "verbs-outlet": Picture("speaker", "share", ("Which kinds of verb does each outlet use?",
                                                 "share of its quotations (%)"),
                            ("هر رسانه چه نوع فعلی به کار می‌برد؟", "سهم از نقل‌قول‌های آن (٪)"), ("quotations", "verb")),
    "ladder": Picture("rung", "share", ("How far are unnamed sources from the matter?", "share of the quotations (%)"),
                      ("منابع بی‌نام چه اندازه از موضوع دورند؟", "سهم از نقل‌قول‌ها (٪)"), ("quotations", "rung")),
    "relays": Picture("speaker", "share", ("By which way do the words come?", "share of the relayed quotations (%)"),
                      ("سخن‌ها از چه راهی می‌رسند؟", "سهم از نقل‌قول‌های بازگفته (٪)"), ("quotations", "speaker")),
    "credits": Picture("source", "share", ("Through whom does the news come?",
                                           "share of the articles crediting the source (%)"),
                       ("خبر از راه چه کسی می‌رسد؟", "سهم مقاله‌هایی که از منبع نام می‌برند (٪)"),
                       ("credits", "source")),
    "frames": Picture("frame", "share", ("In which terms is it told?", "share of the articles with the frame (%)"),
                      ("با چه چارچوب‌هایی روایت می‌شود؟", "سهم مقاله‌های دارای چارچوب (٪)"), ("cues", "frame")),
    "sponsors": Picture("frame", "share", ("Whose frames are they?", "share of the frame's cues (%)"),
                        ("هر چارچوب از زبان کیست؟", "سهم از نشانه‌های چارچوب (٪)"), ("cues", "frame")),
    "frames-outlet": Picture("outlet", "share", ("Which frames does each outlet use?", _ARTICLES[0]),
                             ("هر رسانه کدام چارچوب‌ها را به کار می‌برد؟", _ARTICLES[1]), ("cues", "outlet")),
    "frames-time": Picture("frame", "share", ("How do the frames change over time?", _ARTICLES[0]),
                           ("چارچوب‌ها در گذر زمان چگونه تغییر می‌کنند؟", _ARTICLES[1]), ("cues", "frame")),
    "stances": Picture("pair", "share", ("How do {states} stand to each other?", "share of the sentences on the pair (%)"),
                       ("{states} در برابر هم چگونه‌اند؟", "سهم از جمله‌های دربارهٔ هر جفت (٪)"), ("relations", "pair")),
    "net-outlet": Picture("pair", "net", ("Does each outlet tell of cooperation or of conflict?",
                                          "cooperation less conflict (−1 to 1)"),
                          ("هر رسانه از همکاری می‌گوید یا از ستیز؟", "همکاری منهای ستیز (۱− تا ۱)"),
                          ("relations", "pair")),
    "net-time": Picture("pair", "net", ("Cooperation or conflict over time?", "cooperation less conflict (−1 to 1)"),
                        ("همکاری یا ستیز در گذر زمان؟", "همکاری منهای ستیز (۱− تا ۱)"), ("relations", "pair")),
}  # fmt: skip
