"""Towns and works of the focal states that stand for the state where they are attacked or built: «حمله به نطنز».

In go nothing; `parties.py` looks for `SITE` in a sentence that holds one of the signals `ATTACKED`.
"""

import re

from analysis.signals import needed

_SITES = {
    "IRN": "سیریک|نطنز|فردو|اصفهان|تبریز|شیراز|مشهد|اهواز|بندرعباس|بوشهر|اراک|کرمان|کرمانشاه|شاهچراغ|چابهار|سیستان و بلوچستان|خوزستان|قم",
    "TUR": "اق قویو|اک کویو|اکویو|سینوپ|استانبول|ازمیر|انتالیا|دیاربکر|غازی عینتاب|اینجرلیک|ادانا|بورسا|مرسین|ارزروم|وان",
    "RUS": "سن پترزبورگ|بلگورود|کورسک|سواستوپل|کریمه|داغستان|کراسنودار|نووروسیسک|کروکوس|بسلان|چچن",
}
SITE_OF = {site: state for state, sites in _SITES.items() for site in sites.split("|")}
ATTACKED = needed("نیروگاه واحد واحدهای راکتور حمله حملات بمباران انفجار انفجارهای زلزله ترور خرابکاری سیل تیراندازی")
# «حمله به نطنز»: a town attacked stands for its state
SITE = re.compile(
    r"(?<![^\W_])(?:نیروگاه|واحد|واحدهای|راکتور|حمله|حملات|بمباران|انفجار|انفجارهای|زلزله|ترور|خرابکاری|سیل|تیراندازی)(?: (?:تروریستی|پهپادی|موشکی|هوایی|دیروز|امروز|اخیر|خونین|به|در|علیه|تاسیسات|نیروگاه|شهر|متروی|مسجد|فرودگاه|هسته ای|اتمی|تازه|جدید|اول|دوم|سوم|چهارم|نخست)){0,5} "
    rf"(?P<site>{'|'.join(_SITES.values())})(?![^\W_])"
)
