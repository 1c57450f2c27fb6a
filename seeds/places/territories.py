"""What the packages do not say: ISO codes of regions, everyday names of countries and regions, groups of
councils.
"""

# ruff: noqa: E501, SIM905 -- letters of East Asian scripts count double, and a list of names a line is easier to read whole

# GeoNames numbers the Canadian provinces and Australian states; ISO 3166-2 gives them letters.
CANADA = {
    "01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
    "11": "SK", "12": "YT", "13": "NT", "14": "NU",
}  # fmt: skip
AUSTRALIA = {
    "01": "ACT",
    "02": "NSW",
    "03": "NT",
    "04": "QLD",
    "05": "SA",
    "06": "TAS",
    "07": "VIC",
    "08": "WA",
}

REGION_NAMES = {
    ("GB", "ENG"): "England", ("GB", "SCT"): "Scotland", ("GB", "WLS"): "Wales", ("GB", "NIR"): "Northern Ireland",
    ("US", "DC"): "District of Columbia", ("CA", "10"): "Québec", ("IE", "C"): "Connacht", ("IE", "L"): "Leinster",
    ("IE", "M"): "Munster", ("IE", "U"): "Ulster",
}  # fmt: skip

REGION_ALIASES = {
    ("GB", "ENG"): ["Lloegr", "Sasana", "Angleterre", "Inglaterra", "Inghilterra", "Anglia", "Англия", "Англія", "إنجلترا",
                    "انگلستان", "انگلینڈ", "इंग्लैंड", "ਇੰਗਲੈਂਡ", "ইংল্যান্ড", "இங்கிலாந்து", "英格兰", "英格蘭", "イングランド", "잉글랜드"],
    ("GB", "SCT"): ["Alba", "Yr Alban", "Albain", "Écosse", "Schottland", "Escocia", "Escócia", "Scozia", "Szkocja", "Scoția",
                    "Шотландия", "Шотландія", "اسكتلندا", "اسکاتلند", "سکاٹ لینڈ", "स्कॉटलैंड", "ਸਕਾਟਲੈਂਡ", "স্কটল্যান্ড", "苏格兰",
                    "蘇格蘭", "スコットランド", "스코틀랜드"],
    ("GB", "WLS"): ["Cymru", "An Bhreatain Bheag", "A' Chuimrigh", "Pays de Galles", "Gales", "País de Gales", "Galles", "Walia",
                    "Țara Galilor", "Уэльс", "Уельс", "ويلز", "ولز", "ویلز", "वेल्स", "ਵੇਲਜ਼", "ওয়েলস", "威尔士", "威爾斯", "ウェールズ", "웨일스"],
    ("GB", "NIR"): ["Tuaisceart Éireann", "Gogledd Iwerddon", "Èirinn a Tuath", "Norlin Airlann", "NI", "N Ireland",
                    "North of Ireland", "Irlande du Nord", "Nordirland", "Irlanda del Norte", "Irlanda do Norte",
                    "Irlanda del Nord", "Irlandia Północna", "Irlanda de Nord", "Северная Ирландия", "Північна Ірландія",
                    "أيرلندا الشمالية", "北爱尔兰", "北愛爾蘭", "北アイルランド", "북아일랜드"],
    ("US", "DC"): ["D.C.", "Washington D.C."], ("US", "NY"): ["New York State"], ("US", "WA"): ["Washington State", "Wash"],
    ("US", "MA"): ["Mass"], ("US", "CA"): ["Calif", "Cali"], ("US", "PA"): ["Penn", "Penna"], ("US", "CT"): ["Conn"],
    ("US", "FL"): ["Fla"], ("US", "TX"): ["Tex"], ("US", "IL"): ["Ill"], ("US", "MN"): ["Minn"], ("US", "MI"): ["Mich"],
    ("US", "WI"): ["Wis", "Wisc"], ("US", "TN"): ["Tenn"], ("US", "AZ"): ["Ariz"], ("US", "CO"): ["Colo"],
    ("US", "OK"): ["Okla"], ("US", "OR"): ["Ore"],
    ("CA", "10"): ["Quebec"], ("CA", "05"): ["Newfoundland", "Labrador"], ("CA", "09"): ["PEI"],
}  # fmt: skip

COUNTRY_ALIASES = {
    "GB": ["UK", "U.K.", "Great Britain", "Britain", "The United Kingdom", "Y DU", "Prydain Fawr", "Grande-Bretagne",
           "Großbritannien", "Gran Bretaña", "Grã-Bretanha", "Gran Bretagna", "Marea Britanie", "Великая Британия", "بريطانيا", "برطانیہ",
           "ब्रिटेन", "ਬਰਤਾਨੀਆ", "বৃটেন"],
    "IE": ["Éire", "Eire", "Republic of Ireland", "The Republic of Ireland", "ROI", "Southern Ireland"],
    "US": ["USA", "U.S.A.", "America", "United States of America", "The United States", "The States", "EEUU", "EUA",
           "États-Unis", "Estados Unidos"],
    "NL": ["Holland", "The Netherlands"], "AE": ["UAE", "Emirates"], "CZ": ["Czech Republic"], "TR": ["Turkey"],
    "MK": ["Macedonia"], "CD": ["DRC", "DR Congo", "Zaire"], "CG": ["Congo"], "MM": ["Burma"], "SZ": ["Swaziland"],
    "CI": ["Ivory Coast"], "CV": ["Cape Verde"], "TL": ["East Timor"], "KR": ["Korea"], "RU": ["Russian Federation"],
    "VA": ["Vatican"], "PS": ["Palestine"], "HK": ["Hong Kong"], "MO": ["Macau"], "IM": ["Mann", "Ellan Vannin"],
    "NZ": ["Aotearoa"], "PR": ["Borinquen"], "SA": ["KSA"], "VI": ["US Virgin Islands"], "ZA": ["RSA"],
}  # fmt: skip

LANGUAGES = (
    "en cy ga gd fr de es pt it nl pl ro cs sk hu bg uk ru el tr ar fa ps ku ckb ur hi bn pa gu ta te ml mr ne si th vi "
    "zh zh_Hant ja ko he so am ti sw yo ha sq sr hr lt lv et fi sv da nb is mt uz kk hy ka az my km lo id ms fil yi"
).split()

# GeoNames' names of districts, as people say them.
COUNTY_PREFIXES = (
    "City and Borough of ", "City and County of ", "Metropolitan Borough of ", "Royal Borough of ", "County of ",
    "Borough of ", "District of ", "City of ", "Sir ", "The ",
)  # fmt: skip
COUNTY_SUFFIXES = (
    " County Borough",
    " county borough",
    " City and County Council",
    " Council",
    " County",
    " City",
)
IRISH_COUNTIES = {
    "An Cabhán": "Cavan", "Uíbh Fhailí": "Offaly", "An Longfort": "Longford", "Dublin City": "Dublin City",
    "South Dublin": "South Dublin", "Dún Laoghaire-Rathdown": "Dún Laoghaire-Rathdown", "Fingal County": "Fingal",
}  # fmt: skip
KEPT_COUNTIES = {"Dublin City", "County Durham"}

# Counties of the post and of everyday speech that are several councils today: the parents of those councils.
COUNTY_GROUPS = {
    ("GB", "ENG", "West Yorkshire"): ["Leeds", "Wakefield", "Bradford", "Kirklees", "Calderdale"],
    ("GB", "ENG", "South Yorkshire"): ["Sheffield", "Rotherham", "Doncaster", "Barnsley"],
    ("GB", "ENG", "Greater Manchester"): ["Manchester", "Salford", "Bolton", "Bury", "Oldham", "Rochdale", "Stockport",
                                          "Tameside", "Trafford", "Wigan"],
    ("GB", "ENG", "Merseyside"): ["Liverpool", "Sefton", "Knowsley", "St. Helens", "Wirral"],
    ("GB", "ENG", "Tyne and Wear"): ["Newcastle upon Tyne", "Gateshead", "Sunderland", "North Tyneside", "South Tyneside"],
    ("GB", "ENG", "West Midlands"): ["Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton"],
    ("GB", "ENG", "Berkshire"): ["West Berkshire", "Reading", "Slough", "Wokingham", "Bracknell Forest", "Windsor and Maidenhead"],
    ("GB", "ENG", "Cheshire"): ["Cheshire East", "Cheshire West and Chester", "Warrington", "Halton"],
    ("GB", "ENG", "Bedfordshire"): ["Bedford", "Central Bedfordshire", "Luton"],
    ("GB", "ENG", "Northamptonshire"): ["North Northamptonshire", "West Northamptonshire"],
    ("GB", "ENG", "Teesside"): ["Middlesbrough", "Redcar and Cleveland", "Stockton-on-Tees", "Hartlepool"],
    ("GB", "NIR", "County Down"): ["Ards and North Down", "Newry Mourne and Down"],
    ("GB", "NIR", "County Antrim"): ["Antrim and Newtownabbey", "Mid and East Antrim", "Belfast", "Lisburn and Castlereagh"],
    ("GB", "NIR", "County Londonderry"): ["Causeway Coast and Glens", "Derry City and Strabane"],
    ("GB", "NIR", "County Tyrone"): ["Mid Ulster"],
    ("GB", "NIR", "County Armagh"): ["Armagh City Banbridge and Craigavon"],
    ("GB", "NIR", "County Fermanagh"): ["Fermanagh and Omagh"],
    ("IE", "L", "County Dublin"): ["Dublin City", "Fingal", "South Dublin", "Dún Laoghaire-Rathdown"],
}  # fmt: skip


def county_name(country: str, name: str) -> str:
    """The everyday name of a GeoNames district, e.g. "City and Borough of Leeds" to "Leeds"."""
    if country == "IE":
        bare = IRISH_COUNTIES.get(name)
        if bare in ("Fingal", "South Dublin", "Dublin City", "Dún Laoghaire-Rathdown"):
            return bare
        bare = bare or name.removesuffix(" City and County Council").removesuffix(" County").removeprefix("County ")
        return f"County {bare}"
    if country != "GB" or name in KEPT_COUNTIES:
        return name
    for prefix in COUNTY_PREFIXES:
        name = name.removeprefix(prefix)
    for suffix in COUNTY_SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def iso_region(country: str, code: str) -> str:
    """The jurisdiction of a region: ISO 3166-2 where law differs within the country, else the country's
    code.
    """
    if country in ("GB", "US"):
        return f"{country}-{code}"
    if country == "CA" and code in CANADA:
        return f"CA-{CANADA[code]}"
    if country == "AU" and code in AUSTRALIA:
        return f"AU-{AUSTRALIA[code]}"
    return country
