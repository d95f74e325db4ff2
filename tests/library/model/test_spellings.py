"""Names in other spellings and scripts: hand-made pairs that are and are not one name."""

import sys
from time import perf_counter

import pytest

from releve.model.spellings import LIKELY, likeness, spelling_keys

SAME = [
    ("Mohamed Bennani", "Muhammad Benani"),
    ("Mohammed Bennani", "Bennani Mohamed"),
    ("Mohamed Amine Bennani", "Mohamed Bennani"),
    ("Youssef El Fassi", "Yusuf Al-Fassi"),
    ("Youssef Elfassi", "Youcef El Fassi"),
    ("Abdelkader Ould Ahmed", "Abd el-Kader Ahmed"),
    ("Abdul Qadir Hassan", "Abdelkader Hassan"),
    ("Abderrahmane Slimani", "Abd al-Rahman Slimani"),
    ("Abdeslam Cherkaoui", "Abdessalam Cherqaoui"),
    ("Abdoulaye Ndiaye", "Abdoulaye N'Diaye"),
    ("Oumar Cissé", "Omar Cisse"),
    ("Ousmane Diallo", "Ousman Jallow"),
    ("Chérif Traoré", "Sherif Traore"),
    ("Fatima Zahra Alaoui", "Fatimah Zahra Alaoui"),
    ("Khadija Benjelloun", "Khadidja Ben Jelloun"),
    ("Jamal Haddad", "Djamal Haddad"),
    ("Said Ouattara", "Saïd Wattara"),
    ("Salaheddine Tazi", "Salah Eddine Tazi"),
    ("Moustapha Sow", "Mustafa Sow"),
    ("Nour Errachidi", "Nur Er-Rachidi"),
    ("Hassan Ennasiri", "Hassan Nasiri"),
    ("Jean-Pierre Mbarga", "Jean Pierre M'Barga"),
    ("José María Pérez", "Jose Maria Perez"),
    ("Ibrahim Keïta", "Ibraheem Keita"),
    ("Aïcha Lahlou", "Aisha Lahlou"),
    ("Rachid Chaoui", "Rashid Shaoui"),
    ("Othmane Berrada", "Osman Berrada"),
    ("Karim Zerouali", "Kareem Zeroualy"),
    ("Noureddine Khattabi", "Nour Eddine Khatabi"),
    ("Lahcen Ait Ali", "Lahsen Ait Ali"),
    # across scripts
    ("Mohamed Bennani", "محمد بناني"),
    ("Salma Bennani", "سلمى بناني"),
    ("Youssef El Fassi", "يوسف الفاسي"),
    ("Hussein Alaoui", "حسين العلوي"),
    ("Hassan Tazi", "حسن التازي"),
    ("Abdelkader Slimani", "عبد القادر السليماني"),
    ("Abderrahmane Khattabi", "عبد الرحمن الخطابي"),
    ("Abdallah Saidi", "عبد الله السعيدي"),
    ("Khadija Benjelloun", "خديجة بن جلون"),
    ("Fatima Zahra Idrissi", "فاطمة الزهراء الإدريسي"),
    ("Othman Berrada", "عثمان برادة"),
    ("Rachid Cherkaoui", "رشيد الشرقاوي"),
    ("Mohamed Ould Ahmed", "محمد ولد أحمد"),
    ("Ahmed Ben Said", "أحمد بن سعيد"),
    ("Nour Eddine Ghali", "نور الدين غالي"),
    ("Jamal Haddad", "جمال حداد"),
    ("Moustapha Tahiri", "مصطفى الطاهري"),
    ("Mamadou Diallo", "مامادو ديالو"),
    ("Samira Qadiri", "سميرة القادري"),
    ("أحمد بن سعيد", "احمد سعيد"),
    ("خديجة الإدريسي", "خديجه الادريسي"),
    ("Mehdi Benchekroun", "Mahdi Benchakroun"),
    ("Zineb El Amrani", "Zaynab Amrani"),
    ("Hajar Lamrani", "Hajar El Amrani"),
    ("Driss Boukhari", "Idriss Boukhari"),
    ("Ismail Sefrioui", "Ismael Sefrioui"),
    ("Yassine Kabbaj", "Yasin Kabaj"),
    ("Nabil Ouazzani", "Nabil Wazzani"),
    ("Bachir Touré", "Bashir Toure"),
    ("Souleymane Camara", "Sulayman Camara"),
    ("Cheikh Anta Gueye", "Cheick Anta Gueye"),
    ("Issoufou Mahamadou", "Issoufou Mahamadu"),
    ("Adama Coulibaly", "Adama Koulibaly"),
    ("Ngozi Okeke", "N'gozi Okeke"),
    ("Emmanuel Nkurunziza", "Emanuel Nkurunziza"),
    ("Aissatou Barry", "Aïssatou Bary"),
    ("Khalid Mansouri", "خالد المنصوري"),
    ("Zineb El Amrani", "زينب العمراني"),
    ("Ismail Sefrioui", "إسماعيل الصفريوي"),
    ("Yassine Kabbaj", "ياسين القباج"),
    ("Bachir Touré", "بشير توري"),
    ("Souleymane Camara", "سليمان كامارا"),
    ("Hicham Boukhari", "هشام البخاري"),
    ("Noura Ouazzani", "نورة الوزاني"),
    ("Tarik Benkirane", "طارق بنكيران"),
    ("Leila Ghazali", "ليلى الغزالي"),
    ("Mostafa Dahbi", "مصطفى الذهبي"),
    ("Adil Ziani", "عادل الزياني"),
    ("Yahya Kadiri", "يحيى القادري"),
    ("Abdelhak Jabri", "عبد الحق الجابري"),
    ("Anas Bouzid", "أنس بوزيد"),
]
OTHER = [
    ("Hassan Bennani", "Hussein Bennani"),
    ("Amin Tazi", "Amina Tazi"),
    ("Mohamed Bennani", "Mohamed Benali"),
    ("Mohamed Bennani", "Ahmed Bennani"),
    ("Youssef El Fassi", "Youssef El Fahsi Alaoui"),
    ("Salma Bennani", "Selma Bennis"),
    ("Karim Alaoui", "Karima Alaoui"),
    ("Omar Sy", "Omar Ba"),
    ("Ali Li", "Ala Lo"),
    ("Fatou Diop", "Fatou Diouf"),
    ("Moussa Traoré", "Moussa Touré"),
    ("Ibrahim Keita", "Ibrahim Konaté"),
    ("Jean Dupont", "Jeanne Dupont"),
    ("Jean Martin", "Jean Morin"),
    ("Said Alami", "Saida Alami"),
    ("Rachid Tazi", "Rachida Tazi"),
    ("Mohamed", "Mohamed Amine Bennani"),
    ("Abdelkader Saidi", "Abdelaziz Saidi"),
    ("Abderrahim Slimani", "Abderrahmane Slimani"),
    ("Hicham Idrissi", "Hisham Alaoui"),
    ("Nadia Chaoui", "Nadir Chaoui"),
    ("Aminata Sow", "Aminata Sall"),
    ("Samir Haddad", "Samira Haddad"),
    ("Kofi Mensah", "Kwame Mensah"),
    ("John Smith", "Joan Smith"),
    ("Hassan Tazi", "حسين التازي"),
    ("Hussein Alaoui", "حسن العلوي"),
    ("Mohamed Bennani", "أحمد بناني"),
    ("Abdelkader Slimani", "عبد العزيز السليماني"),
    ("Rachid Cherkaoui", "رشيد التازي"),
    ("Salma Bennani", "سليم بناني"),
    ("حسن التازي", "حسين التازي"),
    ("محمد بناني", "محمود بناني"),
    ("Mohamed Bennani", "محمود بناني"),
    ("سمير حداد", "سميرة حداد"),
    ("Karim Alaoui", "كمال العلوي"),
    ("Nabil Ouazzani", "Nabila Ouazzani"),
    ("Khalid Mansouri", "Khaled Mansour Idrissi"),
    ("Khalid Mansouri", "Khalil Mansouri"),
    ("Tarik Benkirane", "Tarik Benkhadra"),
    ("Hicham Boukhari", "هاشم البخاري"),
    ("Adil Ziani", "عدلي الزياني"),
    ("Adama Coulibaly", "Adama Kouyaté"),
    ("Issa Barry", "Moussa Barry"),
    ("Marie Kamga", "Mariam Kamga"),
    ("Paul Nkemi", "Paule Nkemi"),
    ("Leila Ghazali", "ليلى الغزاوي"),
    ("Salim Jabri", "Salem Jabri Tazi"),
    ("Salim Jabri", "سليم الصابري"),
    ("Yassine Kabbaj", "ياسر القباج"),
    ("Emmanuel Okeke", "Emmanuella Okeke"),
    ("Amadou Ba", "Mamadou Ba"),
    ("Omar Farah", "Omar Fares"),
    ("Zahra Amrani", "Sara Amrani"),
    ("Anas Bouzid", "إلياس بوزيد"),
    ("Hamid Radi", "Ahmed Radi"),
]


def test_pairs_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found = [likeness(*pair) >= LIKELY for pair in SAME]
    wrong = [likeness(*pair) >= LIKELY for pair in OTHER]
    recall, precision = sum(found) / len(SAME), sum(found) / (sum(found) + sum(wrong))

    with capsys.disabled():
        sys.stdout.write(f"\nspellings: recall {recall:.3f} of {len(SAME)}, precision {precision:.3f} against {len(OTHER)} others\n")
    missed = [pair for pair, hit in zip(SAME, found, strict=True) if not hit]
    taken = [pair for pair, hit in zip(OTHER, wrong, strict=True) if hit]
    assert recall >= 0.96, missed
    assert precision >= 0.94, taken


@pytest.mark.parametrize("pair", [pair for pair in SAME if likeness(*pair) >= LIKELY])
def test_alike_names_share_a_key(pair: tuple[str, str]) -> None:
    assert spelling_keys(pair[0]) & spelling_keys(pair[1])


def test_likeness_does_not_depend_on_the_order_of_the_names() -> None:
    assert [likeness(a, b) for a, b in SAME + OTHER] == [likeness(b, a) for a, b in SAME + OTHER]


def test_name_without_letters_is_like_no_other() -> None:
    assert (likeness("", "Bennani"), likeness("-", "-"), spelling_keys("")) == (0.0, 0.0, frozenset())


def test_keys_are_fast() -> None:
    names = [f"{SAME[i % len(SAME)][0]} {i:x}" for i in range(5000)]

    started = perf_counter()
    for name in names:
        spelling_keys(name)

    assert perf_counter() - started < 2
