"""A small desk: two missions, three post lines, five officers, one commitment; what the tests of the commands run on."""

from pathlib import Path

TABLES = {
    "missions": """mission,kind,host_countries,working_languages,excluded_nationalities
MINUSCA,field,CAF,fr,
UNHQ,headquarters,,en;fr,
""",
    "posts": """post_id,mission,title,category,seats,priority,languages_required,service_years_min,rank_min,armed,driving,\
starts_on,tour_months
P-1,MINUSCA,Police reform adviser,IPO,1,1,fr:B2,8,3,no,yes,2026-03-01,12
P-2,MINUSCA,Community policing officer,IPO,2,3,fr:B1,,,no,yes,2026-03-01,12
P-3,UNHQ,Planning officer,P_POST_HQ,1,2,en:C1,,,no,no,2026-04-01,24
""",
    "officers": """officer_id,country,gender,birth_date,service_since,rank,education,languages,ams_cleared_on,ams_languages,\
driving_passed,licence_since,medical_expires_on,passport_expires_on,vetting,active_service,available_from,un_missions,assessment_score
O-1,MAR,F,1985-04-12,2008-09-01,4,master,fr:C1;ar:C2;en:B2,2025-06-15,fr,yes,2006-05-01,2027-06-30,2030-01-31,clear,yes,2026-01-01,0,88
O-2,SEN,M,1988-11-03,2012-02-01,3,bachelor,fr:C1,2024-02-20,fr,yes,2010-07-01,2027-06-30,2029-05-31,clear,yes,2026-01-01,1,74
O-3,TUN,M,1990-02-28,2014-10-01,2,diploma,fr:B2;ar:C2,2025-03-10,fr,yes,2013-03-01,2027-06-30,2031-08-31,clear,yes,2026-01-01,0,81
O-4,RWA,F,1992-07-19,2016-01-15,2,bachelor,fr:B1;en:C1,2025-09-05,fr,yes,2015-09-01,,2028-12-31,clear,yes,2026-01-01,0,69
O-5,MAR,M,1983-01-30,2006-09-01,5,master,fr:C2;ar:C2;en:B1,2025-10-01,fr,yes,2004-05-01,2027-06-30,2030-01-31,clear,yes,2026-01-01,2,91
""",
    "commitments": """commitment,by,to,act,kind,languages,state
C-1,MAR-DGSN,UN,request,individual_officers,fr,announced
""",
    "nominations": """nomination,officer_id,post_id,commitment,state
N-1,O-5,P-1,C-1,nominated
""",
}


def write_desk(folder: Path, **changed: str) -> Path:
    """Write the desk as CSV files, some of its tables changed, and return its folder."""
    folder.mkdir(parents=True)
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def broken_desk(folder: Path) -> Path:
    """Write the desk with two errors and one warning: a country, a day, a column."""
    officers = TABLES["officers"].replace("O-2,SEN", "O-2,SENEGAL").replace("assessment_score\n", "shoe_size\n", 1)
    return write_desk(folder, officers=officers, posts=TABLES["posts"].replace("2026-04-01", "01/04/2026"))
