"""What the coded services of FindTreatment.gov mean in our words; a value without a meaning is understood,
but nothing we show says quite that. Values that are not here are left out and counted in the report.
"""

from collections.abc import Mapping

Table = Mapping[str, tuple[str, ...]]

_NOTHING: tuple[str, ...] = ()

CARE: Table = {
    "Mental health treatment": _NOTHING,
    "Substance use treatment": ("concern:addiction",),
    "Detoxification": _NOTHING,
    "Treatment for co-occurring serious mental health illness/serious emotional disturbance "
    "and substance use disorders": ("concern:dual-diagnosis",),
}

APPROACHES: Table = {
    "Cognitive behavioral therapy": ("approach:cbt",),
    "Dialectical behavior therapy": ("approach:dbt",),
    "Motivational interviewing": ("approach:motivational-interviewing",),
    "Rational emotive behavioral therapy": ("approach:rebt",),
    "Eye Movement Desensitization and Reprocessing (EMDR) therapy": ("approach:emdr",),
    "Trauma therapy": ("concern:trauma",),
    "Trauma-related counseling": ("concern:trauma",),
    "Anger management": ("concern:anger",),
    "Integrated dual disorders treatment": ("concern:dual-diagnosis",),
    # Ways to be seen, settings and treatments that name no approach of talking therapy.
    "Activity therapy": _NOTHING,
    "Behavior modification": _NOTHING,
    "Brief intervention": _NOTHING,
    "Community reinforcement plus vouchers": _NOTHING,
    "Contingency management/motivational incentives": _NOTHING,
    "Couples/family therapy": _NOTHING,
    "Electroconvulsive therapy": _NOTHING,
    "Group therapy": _NOTHING,
    "Individual psychotherapy": _NOTHING,
    "Matrix Model": _NOTHING,
    "Psychotropic medication": _NOTHING,
    "Relapse prevention": _NOTHING,
    "Substance use counseling approach": _NOTHING,
    "12-step facilitation": _NOTHING,
    "Telemedicine therapy": _NOTHING,
}

# A programme or group for somebody is work with them.
GROUPS: Table = {
    "Adult men": ("community:men",),
    "Adult women": ("community:women",),
    "Adolescents": ("community:young-people",),
    "Transitional age young adults": ("community:young-people",),
    "Seniors or older adults": ("community:older-people",),
    "Lesbian, gay, bisexual, or transgender (LGBT) clients": ("community:lgbtq",),
    "Veterans": ("community:veterans",),
    "Active duty military": ("community:veterans",),
    "Military families": ("community:veterans",),
    "Members of military families": ("community:veterans",),
    "Persons with HIV or AIDS": ("community:people-living-with-hiv",),
    "Pregnant/postpartum women": ("concern:perinatal-mental-health",),
    "Persons who have experienced trauma": ("concern:trauma",),
    "Persons who have experienced sexual abuse": ("concern:sexual-violence",),
    "Persons who have experienced intimate partner violence, domestic violence": ("concern:domestic-abuse",),
    "Persons with co-occurring mental and substance use disorders": ("concern:dual-diagnosis",),
    "Persons with co-occurring pain and substance use": ("concern:chronic-pain", "concern:addiction"),
    "Persons with traumatic brain injury (TBI)": ("concern:brain-injury",),
    "Persons with Alzheimer's or dementia": ("concern:dementia",),
    "Persons with eating disorders": ("concern:eating-distress",),
    "Persons with post-traumatic stress disorder (PTSD)": ("concern:ptsd",),
    "Persons with serious mental illness (SMI)": _NOTHING,
    "Children/adolescents with serious emotional disturbance (SED)": _NOTHING,
    "Clients referred from the court/judicial system": _NOTHING,
}

# The locator counts adults from 26 and young adults from 18; it does not say how young the children are.
AGES: Table = {
    "Children/adolescents": ("age_group:5-10", "age_group:11-13", "age_group:14-17"),
    "Young adults": ("age_group:18-25",),
    "Adults": ("age_group:26-64",),
    "Seniors (65 or older)": ("age_group:65-79", "age_group:80-plus"),
}

PAYERS: Table = {
    "Medicaid": ("payer:medicaid",),
    "Medicare": ("payer:medicare-us",),
    "Military insurance (e.g., TRICARE)": ("payer:tricare",),
    "U.S. Department of VA funds": ("payer:va-community-care",),
    "IHS/Tribal/Urban (ITU) funds": ("payer:ihs-tribal",),
    "County or local government funds": ("payer:county-mental-health",),
    "State mental health agency (or equivalent) funds": ("payer:county-mental-health",),
    "Cash or self-payment": ("payer:self-pay",),
    "No payment accepted": ("fee_help:free",),
    # Which insurer or fund it is is not said, so nobody could search for it truly.
    "Private health insurance": _NOTHING,
    "State-financed health insurance plan other than Medicaid": _NOTHING,
    "Federal, or any government funding for substance abuse programs": _NOTHING,
    "Community Mental Health Block Grants": _NOTHING,
    "Community Service Block Grants": _NOTHING,
    "Other State funds": _NOTHING,
    "State corrections or juvenile justice funds": _NOTHING,
    "State education funds": _NOTHING,
    "State welfare or child and family services funds": _NOTHING,
}

ASSISTANCE: Table = {
    "Sliding fee scale (fee is based on income and other factors)": ("fee_help:sliding-scale",),
    # Which help it would be is to be asked.
    "Payment assistance (check with facility for details)": _NOTHING,
}

OTHER_SERVICES: Table = {
    "Consumer-run (peer-support) services": ("approach:peer-support",),
    "Domestic violence services-family or partner": ("concern:domestic-abuse",),
    "Acupuncture": _NOTHING,
    "Assertive community treatment": _NOTHING,
    "Assistance with obtaining social services": _NOTHING,
    "Case management": _NOTHING,
    "Chronic disease/illness management": _NOTHING,
    "Court-ordered outpatient treatment": _NOTHING,
    "Diet and exercise counseling": _NOTHING,
    "Early intervention for HIV": _NOTHING,
    "Education services": _NOTHING,
    "Family psychoeducation": _NOTHING,
    "Housing services": _NOTHING,
    "Illness management and recovery": _NOTHING,
    "Integrated primary care services": _NOTHING,
    "Intensive case management": _NOTHING,
    "Mental health services": _NOTHING,
    "Psychosocial rehabilitation services": _NOTHING,
    "Self-help groups": _NOTHING,
    "Social skills development": _NOTHING,
    "Suicide prevention services": _NOTHING,
    "Supported housing": _NOTHING,
    "Transportation assistance": _NOTHING,
}

ADDICTIONS: Table = {
    "Treatment for gambling disorder": ("concern:gambling",),
    "Treatment for internet use disorder": ("concern:internet",),
    "Treatment for non-substance use addiction disorder": ("concern:addiction",),
}

TOBACCO: Table = {
    "Smoking/tobacco cessation counseling": ("concern:nicotine",),
    "Screening for tobacco use": _NOTHING,
    "Nicotine replacement therapy": _NOTHING,
    "Non-nicotine smoking/tobacco cessation medications": _NOTHING,
}

# That there are services for deaf people does not say that anybody there signs.
LANGUAGE_SERVICES: Table = {
    "Services for the deaf and hard of hearing": ("community:deaf",),
    "Sign language services for the deaf and hard of hearing": ("community:deaf",),
}
