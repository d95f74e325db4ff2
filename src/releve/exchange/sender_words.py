"""
What senders call our columns and values, beside our own headings: data to recognise workbooks by, folded as names are.

Sources: headings of published vacancy annexes and of personnel forms in the four languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "officer_id": (
            "matricule",
            "n matricule",
            "no matricule",
            "numero matricule",
            "officer no",
            "officer number",
            "officer",
            "id",
            "service number",
            "badge",
            "mle",
            "ppr",
            "numero de identificacion",
            "numero",
            "رقم التسجيل",
            "رقم الضابط",
            "الرقم الوظيفي",
            "رقم التاجير",
            "الرقم",
        ),
        "family_name": (
            "nom",
            "nom de famille",
            "last name",
            "surname",
            "family name",
            "name",
            "apellido",
            "apellidos",
            "nom patronymique",
        ),
        "given_names": ("prenom", "prenoms", "first name", "first names", "given name", "forename", "nombre", "nombres"),
        "name_ar": (
            "nom en arabe",
            "nom arabe",
            "arabic name",
            "name in arabic",
            "الاسم",
            "الاسم الكامل",
            "الاسم بالعربية",
            "الاسم والنسب",
        ),
        "rank_title": ("grade", "rank title", "national rank", "grade national", "الرتبة", "rango", "empleo"),
        "country": ("pays", "nationalite", "nationality", "country", "pcc", "pais", "nacionalidad", "الجنسية", "البلد"),
        "gender": ("sexe", "sex", "genre", "sexo", "genero", "m f", "f m", "h f", "الجنس", "النوع"),
        "birth_date": (
            "date de naissance",
            "ne le",
            "nee le",
            "dob",
            "date of birth",
            "birth date",
            "birthdate",
            "fecha de nacimiento",
            "تاريخ الميلاد",
            "تاريخ الازدياد",
        ),
        "service_since": (
            "date d entree",
            "date de recrutement",
            "date d incorporation",
            "recruitment date",
            "joined on",
            "date of joining",
            "fecha de ingreso",
            "تاريخ التوظيف",
            "تاريخ الالتحاق",
        ),
        "rank": ("rank", "niveau du grade", "grade 1 8"),
        "education": ("diplome", "niveau d etudes", "formation", "degree", "estudios", "nivel de estudios", "المستوى الدراسي", "الشهادة"),
        "languages": ("langues", "langue", "languages", "language skills", "idiomas", "اللغات"),
        "skills": ("competences", "specialites", "specialite", "skills", "habilidades", "المهارات", "التخصص"),
        "ams_cleared_on": ("saat", "ams", "date ams", "date saat", "ams date", "saat date", "amsat"),
        "ams_languages": ("langue ams", "ams language", "saat language"),
        "driving_passed": ("test de conduite", "driving test", "driving", "conduite", "اختبار السياقة"),
        "licence_since": (
            "permis",
            "date du permis",
            "permis de conduire",
            "driving licence",
            "driving license",
            "licence date",
            "رخصة السياقة",
        ),
        "firearms_passed": ("tir", "test de tir", "shooting", "firearms", "shooting test", "اختبار الرماية"),
        "medical_expires_on": ("visite medicale", "aptitude medicale", "medical", "medical until", "الفحص الطبي"),
        "passport_expires_on": ("passeport", "expiration du passeport", "passport expiry", "passport", "pasaporte", "جواز السفر"),
        "available_from": ("disponible a partir du", "disponible le", "available", "disponible desde", "متاح من"),
        "available_until": ("disponible jusqu au", "available to", "disponible hasta", "متاح الى"),
        "un_missions": ("missions onu", "nombre de missions", "un missions", "previous missions", "misiones previas", "عدد البعثات"),
        "nomination": ("reference", "ref", "nomination no", "numero de candidature", "referencia", "المرجع"),
        "post_id": (
            "poste",
            "n de poste",
            "numero de poste",
            "post",
            "post no",
            "post number",
            "position number",
            "job opening",
            "puesto",
            "رقم المنصب",
        ),
        "profile": ("profil", "profile", "perfil", "الملف"),
        "call": ("appel", "call", "convocatoria", "النداء"),
        "note_verbale": ("note verbale", "nv", "nota verbal", "مذكرة شفوية"),
        "nominated_on": ("date de candidature", "nominated", "date of nomination", "fecha de candidatura", "تاريخ الترشيح"),
        "mission": ("mission", "field mission", "mision", "البعثة"),
        "title": ("intitule", "fonction", "title", "functional title", "titulo", "funcion", "المسمى الوظيفي"),
        "seats": ("nombre de postes", "nombre", "seats", "number of posts", "quantity", "plazas", "عدد المناصب"),
        "tour_months": ("duree", "duree mois", "tour", "tour of duty", "duration", "duracion", "المدة"),
        "starts_on": ("date de debut", "debut", "start date", "fecha de inicio", "تاريخ البدء"),
    }
)
"""Headings by column, folded, beside our own; a heading stands under one column only."""

VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "gender": {
            "F": ("f", "femme", "feminin", "female", "woman", "w", "mme", "mujer", "femenino", "انثي", "امراه", "ا"),
            "M": ("m", "h", "homme", "masculin", "male", "man", "hombre", "masculino", "varon", "ذكر", "رجل", "ذ"),
        },
        "education": {
            "none": ("aucun", "sans", "none", "ninguno", "لا شيء"),
            "secondary": (
                "bac",
                "baccalaureat",
                "secondaire",
                "lycee",
                "high school",
                "secundaria",
                "bachillerato",
                "ثانوي",
                "باكالوريا",
                "بكالوريا",
            ),
            "diploma": ("bac 2", "dut", "bts", "deug", "diplome", "diplomado", "دبلوم"),
            "bachelor": ("licence", "bac 3", "bachelors", "bsc", "ba", "grado", "licenciatura", "اجازه", "الاجازه", "ليسانس"),
            "master": ("master", "maitrise", "bac 5", "dess", "dea", "msc", "ma", "maestria", "ماستر", "ماجستير"),
            "doctorate": ("doctorat", "phd", "doctor", "doctorado", "دكتوراه"),
        },
        "education_min": {},
        "vetting": {
            "clear": ("ras", "neant", "favorable", "cleared", "ok", "limpio", "سليم"),
            "pending": ("en cours", "in progress", "en curso", "قيد الدراسه"),
            "barred": ("defavorable", "exclu", "excluded", "excluido", "ممنوع"),
        },
    }
)
"""Values by column, folded: what ours are called elsewhere."""

LEVEL_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "langue maternelle": "C2",
        "maternelle": "C2",
        "natif": "C2",
        "native": "C2",
        "mother tongue": "C2",
        "nativo": "C2",
        "اللغه الام": "C2",
        "bilingue": "C2",
        "courant": "C1",
        "fluent": "C1",
        "avance": "C1",
        "advanced": "C1",
        "fluido": "C1",
        "intermediaire": "B1",
        "intermediate": "B1",
        "intermedio": "B1",
        "bon": "B2",
        "good": "B2",
        "debutant": "A1",
        "beginner": "A1",
        "notions": "A2",
        "basic": "A2",
    }
)
"""Words for levels that a person has to confirm: they are proposals and never taken silently."""
