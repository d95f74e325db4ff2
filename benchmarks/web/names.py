"""Invented names in the manner of several regions: pools large enough that search has to work, labelled synthetic in every row."""

from typing import Final

FAMILY_STARTS: Final = (
    "Ben|Bel|Al|El|Ait|Ould|Ham|Has|Kha|Mah|Mou|Naj|Raf|Sal|Tah|Zer|Di|Ndi|Fa|Ka|Ko|Ma|Ou|Sa|Tra|Dial|Sow|Keit|Coul|Nde|Mba|Oba|"
    "Ade|Oko|Chu|Nwa|Ogu|Kam|Mut|Niy|Hab|Uwi|Per|Gon|Mar|Rod|San|Tor|Her|Dub|Mor|Lef|Bon|Gar|Pet|And|Joh|Kov|Nov|Pop|Sto|Sha|Gup|Kum|"
    "Rah|Hos|Chow|Kar|Bha|Tha|Wib|Sus|Ngu"
).split("|")
FAMILY_MIDDLES: Final = "na|ni|ba|la|ra|ma|da|sa|ka|ga|ha|ou|ei|an|en|in|or|ar|el|il|um|al|dji|sse|tte|lo|mi|ro|ve|ch".split("|")
FAMILY_ENDS: Final = (
    "ni|ri|oui|aoui|ane|ani|lah|mi|di|a|é|ko|ba|ré|ye|ly|llo|go|we|dji|sson|ev|ov|ski|ez|es|in|ard|eau|ier|ton|ham|ali|ur|an|o|u|i|y|e"
).split("|")
GIVEN: Final = (
    "Mohamed|Mohammed|Muhammad|Ahmed|Salma|Fatima|Fatou|Aïcha|Khadija|Youssef|Yusuf|Ibrahim|Ibrahima|Omar|Oumar|Ali|Hassan|Hussein|"
    "Moussa|Amadou|Mamadou|Aminata|Mariam|Mariama|Abdoulaye|Abdallah|Abdelkader|Abderrahmane|Karim|Nadia|Samira|Leïla|Zineb|Imane|"
    "Élodie|François|Jérôme|Chloé|Jean|Pierre|Marie|Claire|Sophie|Paul|John|James|Peter|David|Daniel|Grace|Joy|Blessing|Chidi|Emeka|"
    "Ngozi|Kwame|Kofi|Ama|Akosua|José|María|Juan|Luis|Carmen|Ana|Carlos|Lucía|Anna|Ivan|Olga|Dmitri|Priya|Rahul|Anita|Sanjay|Ravi|"
    "Nasreen|Rashid|Farzana|Kamal|Siti|Budi|Dewi|Bui|Linh|Wei|Jun|Yuki|Ken|Thomas|Erik|Astrid|Lars|Ingrid|Noor|Zainab|Bilal|Tariq"
).split("|")
GIVEN_AR: Final = "محمد|أحمد|سلمى|فاطمة|خديجة|يوسف|إبراهيم|عمر|علي|حسن|حسين|موسى|مريم|عبد الله|عبد القادر|كريم|نادية|زينب|إيمان|ليلى".split(
    "|"
)
FAMILY_AR: Final = "بناني|العلوي|الإدريسي|بنعلي|التازي|الفاسي|المنصوري|الحسني|الزهراوي|بلقاسم|عيساوي|حمدان|الخطيب|النجار|شريف|صالح".split(
    "|"
)


def family_names() -> list[str]:
    """Return some 90,000 family names, always the same."""
    return [f"{start}{middle}{end}" for start in FAMILY_STARTS for middle in FAMILY_MIDDLES for end in FAMILY_ENDS]
